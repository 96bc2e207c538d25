package dev.parley.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A number that many threads add to at little cost. */
final class Count implements Cell {
    private final LongAdder sum = new LongAdder();

    void increment() {
        sum.increment();
    }

    void add(long more) {
        sum.add(more);
    }

    long value() {
        return sum.sum();
    }
}
