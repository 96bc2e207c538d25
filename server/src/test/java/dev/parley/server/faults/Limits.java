package dev.parley.server.faults;

import java.time.Duration;
import java.util.List;

/** The time limits that calls are given here. */
final class Limits {
    static final Duration CONNECT = Duration.ofMillis(700);
    static final Duration FIRST_EVENT = Duration.ofMillis(1500);
    static final Duration IDLE = Duration.ofSeconds(1);

    /** How long any cell may take beyond what it must wait for. */
    static final Duration SLACK = Duration.ofSeconds(3);

    static final List<String> SETTINGS = List.of(
            "TIMEOUTS_CONNECT", CONNECT.toMillis() + "ms",
            "TIMEOUTS_FIRST_EVENT", FIRST_EVENT.toMillis() + "ms",
            "TIMEOUTS_IDLE", IDLE.toMillis() + "ms",
            "TIMEOUTS_TOTAL", "30s",
            "STREAMING_HEARTBEAT", "1m");

    private Limits() {}
}
