package dev.parley.server.badinput;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The kinds of cases, by number. */
enum Section {
    JSON("JSON", 28, 40, Set.of()),
    FILES("Ids and files", 41, 55, Set.of()),
    CHAT("Chats", 56, 75, Set.of()),
    ACCESS("Who calls", 76, 89, Set.of(89)),
    ADMIN("Administration", 90, 96, Set.of());

    private final String title;
    private final int first;
    private final int last;
    private final Set<Integer> elsewhere;

    /** {@code elsewhere}: cases that are part of another's row. */
    Section(String title, int first, int last, Set<Integer> elsewhere) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.elsewhere = elsewhere;
    }

    /** Those that have rows of their own. */
    List<Integer> numbers() {
        return IntStream.rangeClosed(first, last)
                .filter(number -> !elsewhere.contains(number))
                .boxed()
                .toList();
    }

    boolean has(int number) {
        return first <= number && number <= last;
    }

    @Override
    public String toString() {
        return title;
    }
}
