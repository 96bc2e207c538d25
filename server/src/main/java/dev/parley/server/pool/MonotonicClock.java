package dev.parley.server.pool;

import java.time.Instant;
import java.time.InstantSource;

/** Time that never jumps: the wall clock once, and the monotonic one from there on. */
public final class MonotonicClock implements InstantSource {
    private final Instant start = InstantSource.system().instant();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
