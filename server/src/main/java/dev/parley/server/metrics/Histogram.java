package dev.parley.server.metrics;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Durations, counted by upper bounds. */
final class Histogram implements Cell {
    /** In seconds: from what a gap between two events is to what a whole call may take. */
    private static final double[] BOUNDS = {
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        60,
        120,
        300,
        600,
        Double.POSITIVE_INFINITY
    };

    private static final long[] BOUNDS_NANOS = new long[BOUNDS.length];

    static {
        Arrays.setAll(BOUNDS_NANOS, i -> (long) (BOUNDS[i] * TimeUnit.SECONDS.toNanos(1)));
    }

    private final LongAdder[] counts = new LongAdder[BOUNDS.length];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
        Arrays.setAll(counts, i -> new LongAdder());
    }

    void record(long duration) {
        int at = 0;
        while (duration > BOUNDS_NANOS[at]) {
            at++;
        }
        counts[at].increment();
        nanos.add(duration);
    }

    /** Upper bounds in seconds; the last is infinite. */
    static double[] bounds() {
        return BOUNDS.clone();
    }

    /** How many were recorded up to each bound and above the one before it. */
    long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    double seconds() {
        return nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
