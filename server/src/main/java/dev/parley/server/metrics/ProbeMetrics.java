package dev.parley.server.metrics;

import java.time.Duration;
import java.time.Instant;

/** Automatic probes of credentials. Thread-safe. */
public final class ProbeMetrics {
    private final Count runs;
    private final Histogram duration;
    private volatile double successRatio;
    private volatile int targets;
    private volatile long lastSuccess;

    ProbeMetrics(Series series) {
        this.runs = series.count(Family.PROBE_RUNS);
        this.duration = series.histogram(Family.PROBE_DURATION);
        series.level(Family.PROBE_SUCCESS, () -> successRatio);
        series.level(Family.PROBE_TARGETS, () -> targets);
        series.level(Family.PROBE_LAST_SUCCESS, () -> lastSuccess);
    }

    /** A round is over that probed so many credentials, of which so many worked. */
    public void ran(int probed, int worked, Duration took, Instant end) {
        runs.increment();
        duration.record(took.toNanos());
        targets = probed;
        successRatio = probed == 0 ? 0 : (double) worked / probed;
        lastSuccess = worked > 0 ? end.getEpochSecond() : lastSuccess;
    }
}
