package dev.parley.server.pool;

import java.time.Duration;
import java.time.Instant;

/** What happened in a window of time, and how much of it was of one kind; counted anew when the window is over. */
final class Recent {
    private Instant end = Instant.MIN;
    private long all;
    private long some;

    /** Begins a new window if the last one is over. */
    Recent at(Instant now, Duration window) {
        if (!now.isBefore(end)) {
            end = now.plus(window);
            all = 0;
            some = 0;
        }
        return this;
    }

    void count() {
        all++;
    }

    void countSome() {
        some++;
    }

    long all() {
        return all;
    }

    long some() {
        return some;
    }

    void clear() {
        end = Instant.MIN;
    }
}
