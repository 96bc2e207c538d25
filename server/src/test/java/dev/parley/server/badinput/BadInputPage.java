package dev.parley.server.badinput;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases as a section of the documentation. */
final class BadInputPage {
    private static final String HEAD = """
            `BadInputTest` plays these over HTTP/1.1 and HTTP/2, and over gRPC where they exist there; an answer is the same on all,
            over gRPC with the status that [errors.md](errors.md) gives for HTTP's. It holds the field at fault or the words behind
            its number, has the shape of its API, and tells neither a secret nor a stack. After each case the next good request
            succeeds and nothing that is stored has changed. Streams that are open since before the first case, over HTTP/2 on
            the cases' own connection, end unharmed after the last. No line of the log, down to `debug`, holds a secret, and
            none came with a stack.

            """;

    private BadInputPage() {}

    static String of(List<ChatRow> chats, List<CallRow> calls) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Section section : Section.values()) {
            List<ChatRow> wide =
                    chats.stream().filter(row -> section.has(row.number())).toList();
            if (!wide.isEmpty()) {
                page.append(
                        row(section.toString(), "", Stream.of(Front.values()).map(Front::toString)));
                page.append(row("---", "---", Stream.of(Front.values()).map(front -> "---")));
                wide.forEach(row -> page.append(row(row)));
                page.append('\n');
            }
            page.append(row(wide.isEmpty() ? section.toString() : section + ", besides", "", Stream.of("")));
            page.append(row("---", "---", Stream.of("---")));
            calls.stream()
                    .filter(row -> section.has(row.number()))
                    .sorted(Comparator.comparingInt(CallRow::number))
                    .forEach(row ->
                            page.append(row(Integer.toString(row.number()), row.what(), Stream.of(row.outcome()))));
            page.append('\n');
        }
        return page.toString();
    }

    private static String row(ChatRow row) {
        return row(
                Integer.toString(row.number()),
                row.what(),
                Stream.of(Front.values())
                        .map(front -> row.sent().containsKey(front)
                                ? row.sent().get(front).toString()
                                : "–"));
    }

    private static String row(String number, String what, Stream<String> cells) {
        return "| %s | %s | %s |\n".formatted(number, what, cells.collect(Collectors.joining(" | ")));
    }
}
