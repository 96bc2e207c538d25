package dev.parley.server.store.sqlite;

import org.jspecify.annotations.Nullable;

/** Numbers that rise along a list, keeping those that rows have wherever they already rise. */
final class Positions {
    private long last;

    /** The position of the next in the list, which had {@code old}; null for one that is new. */
    long next(@Nullable Long old) {
        last = old != null && old > last ? old : last + 1;
        return last;
    }
}
