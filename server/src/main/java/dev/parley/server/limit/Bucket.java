package dev.parley.server.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate that is kept by one number: the moment at which all that was taken will have flowed back (GCRA). It holds a
 * minute's worth and flows back evenly, so that the limit may change at any time. Thread-safe, without a lock. Moments
 * are nanoseconds since 1970.
 */
final class Bucket {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /** What a whole number may lose in a fraction. */
    private static final double ROUNDING = 1e-6;

    private final AtomicLong full = new AtomicLong();

    /** Takes one if there is one; else takes none and tells in how many nanoseconds there is. 0: it was taken. */
    long take(long now, long perMinute) {
        long each = Math.max(1, MINUTE / perMinute);
        while (true) {
            long before = full.get();
            long after = Math.max(before, now) + each;
            long wait = after - now - each * perMinute;
            if (wait > 0) {
                return wait;
            }
            if (full.compareAndSet(before, after)) {
                return 0;
            }
        }
    }

    /** Takes so many, whether they are there or not: what is owed has to flow back first. */
    void charge(long now, long many, long perMinute) {
        long cost = (long) (many * ((double) MINUTE / perMinute));
        full.accumulateAndGet(cost, (before, more) -> Math.max(before, now) + more);
    }

    /** Is full again. */
    void fill() {
        full.set(0);
    }

    /** In how many nanoseconds anything is there; 0: now. */
    long untilAny(long now) {
        return Math.max(0, untilFull(now) - MINUTE + 1);
    }

    /** How many are there; below zero: so many are owed. */
    long left(long now, long perMinute) {
        return (long) Math.floor((double) (MINUTE - untilFull(now)) * perMinute / MINUTE + ROUNDING);
    }

    /** In how many nanoseconds it is full again. */
    long untilFull(long now) {
        return Math.max(0, full.get() - now);
    }
}
