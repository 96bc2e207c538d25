package dev.parley.testkit.curl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command and the answer it is to get.
 *
 * @param command for a shell, as the document has it
 * @param status of HTTP
 * @param type what the Content-Type begins with
 * @param answer a {@link Shape}, or an {@link EventStream} of them
 * @param kept names of variables for later commands, and the fields of the answer they are taken from
 */
record Example(String title, String command, int status, String type, String answer, Map<String, String> kept) {
    private static final String TITLE = "=== ";
    private static final String ANSWER = "--- ";
    private static final String KEEP = "keep ";

    /**
     * The examples of a table. Each begins with {@code === title}; its command follows, then {@code --- status type},
     * the answer, and lines such as {@code keep VARIABLE field}. What stands before the first is for people.
     *
     * @throws IllegalArgumentException an example without an answer
     */
    static List<Example> read(String table) {
        List<Example> examples = new ArrayList<>();
        String[] texts = ("\n" + table).split("\n" + TITLE, -1);
        for (int i = 1; i < texts.length; i++) {
            examples.add(one(texts[i]));
        }
        return examples;
    }

    private static Example one(String text) {
        String[] halves = text.split("\n" + ANSWER, 2);
        if (halves.length < 2) {
            throw new IllegalArgumentException("Example: \"%s\" (expected: a line \"%s200 application/json\")."
                    .formatted(firstLine(text), ANSWER));
        }
        String title = firstLine(halves[0]);
        String[] head = firstLine(halves[1]).split(" ", 2);
        StringBuilder answer = new StringBuilder();
        Map<String, String> kept = new LinkedHashMap<>();
        afterFirstLine(halves[1]).lines().forEach(line -> {
            if (line.startsWith(KEEP)) {
                String[] words = line.split(" ", 3);
                kept.put(words[1], words[2]);
            } else {
                answer.append(line).append('\n');
            }
        });
        return new Example(
                title,
                afterFirstLine(halves[0]).strip(),
                Integer.parseInt(head[0]),
                head[1].strip(),
                answer.toString().strip(),
                kept);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static String afterFirstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1);
    }
}
