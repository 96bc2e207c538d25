package dev.parley.server.guard;

import java.time.Duration;

/** How much of the heap is in use. */
@FunctionalInterface
public interface HeapUse {
    /**
     * Percent of the most that the heap may have. Blocks for a collection, if the last one was longer ago than
     * {@code oldest} and without a new one nobody can tell.
     */
    int percent(Duration oldest);
}
