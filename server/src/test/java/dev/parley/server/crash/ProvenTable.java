package dev.parley.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of what happens when something goes wrong, each row of which is shown by tests that are there. */
public final class ProvenTable {
    private static final String ROOT = "dev.parley.server.";

    private ProvenTable() {}

    /**
     * A row.
     *
     * @param proofs test methods, as {@code package.Class#method} below the server's package
     */
    public record Row(String event, String outcome, String seen, String... proofs) {
        private String markdown() {
            String tests = Arrays.stream(proofs)
                    .map(proof -> proof.substring(proof.lastIndexOf('.') + 1, proof.indexOf('#')))
                    .distinct()
                    .map("`%s`"::formatted)
                    .collect(Collectors.joining(", "));
            return "| %s | %s | %s | %s |\n".formatted(event, outcome, seen, tests);
        }
    }

    /** The table, once it is seen that the tests are there. */
    public static String of(List<Row> rows) {
        for (Row row : rows) {
            assertThat(row.proofs()).as(row.event()).isNotEmpty().allSatisfy(ProvenTable::check);
        }
        return "| what happens | what becomes of it | what an operator sees | shown by |\n| --- | --- | --- | --- |\n"
                + rows.stream().map(Row::markdown).collect(Collectors.joining());
    }

    private static void check(String proof) throws ClassNotFoundException {
        Class<?> test = Class.forName(ROOT + proof.substring(0, proof.indexOf('#')));
        String name = proof.substring(proof.indexOf('#') + 1);
        assertThat(test.getDeclaredMethods()).extracting(Method::getName).contains(name);
    }
}
