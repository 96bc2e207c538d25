package dev.parley.server.poolday;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A day that passes as fast as it is told to. */
final class DayClock implements InstantSource {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    Duration sinceStart() {
        return Duration.between(START, now);
    }
}
