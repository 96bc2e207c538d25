package dev.parley.testkit.curl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the examples of tables one after the other, and says of each whether its answer is the expected one. */
public final class CurlExamples {
    private final String documented;
    private final String address;
    /** What earlier answers gave to later commands. */
    private final Map<String, String> variables = new HashMap<>();

    private CurlExamples(String documented, String address) {
        this.documented = documented;
        this.address = address;
    }

    /**
     * Runs tables; the process ends with 1 if any answer differs. Blocks until all have answered.
     *
     * @param arguments the address that the commands name, the address that is meant, and the tables' files
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        CurlExamples examples = new CurlExamples(arguments[0], arguments[1]);
        int failed = 0;
        List<Example> all = new ArrayList<>();
        for (String table : List.of(arguments).subList(2, arguments.length)) {
            all.addAll(Example.read(Files.readString(Path.of(table))));
        }
        for (Example example : all) {
            List<String> differences = examples.differences(example);
            failed += differences.isEmpty() ? 0 : 1;
            System.out.println((differences.isEmpty() ? "ok      " : "FAILED  ") + example.title());
            differences.forEach(text -> System.out.println("          " + text));
        }
        System.out.printf("%d of %d as documented%n", all.size() - failed, all.size());
        System.exit(failed == 0 ? 0 : 1);
    }

    private List<String> differences(Example example) throws IOException, InterruptedException {
        CurlAnswer answer = CurlAnswer.to(example.command().replace(documented, address), variables);
        List<String> differences = new ArrayList<>();
        if (answer.status() != example.status()) {
            differences.add("the status is %d (expected: %d)".formatted(answer.status(), example.status()));
        }
        if (!answer.type().startsWith(example.type())) {
            differences.add("the content type is %s (expected: %s)".formatted(answer.type(), example.type()));
        }
        if (differences.isEmpty()) {
            differences.addAll(
                    example.type().equals("text/event-stream")
                            ? EventStream.differences(example.answer(), answer.body())
                            : Shape.differences(example.answer(), answer.body()));
        } else {
            differences.add("the body is " + answer.body());
        }
        if (differences.isEmpty()
                && !example.kept().isEmpty()
                && Shape.parse(answer.body()) instanceof Map<?, ?> fields) {
            example.kept().forEach((name, field) -> variables.put(name, String.valueOf(fields.get(field))));
        }
        return differences;
    }
}
