package dev.parley.server.metrics;

import java.util.function.IntSupplier;

/** Who administers, and who may not. Nobody is named. Thread-safe. */
public final class AccessMetrics {
    private final Series series;

    AccessMetrics(Series series) {
        this.series = series;
    }

    /** A call of an API for administrators ({@code admin} or {@code management}) was let in, or was not. */
    public void entered(String api, boolean allowed) {
        series.count(Family.MANAGEMENT_ACCESS, api, allowed ? "allowed" : "refused")
                .increment();
    }

    /** From now on it is shown of how many addresses that API counts the log-ins. */
    public void showRateLimits(String api, IntSupplier addresses) {
        series.level(Family.RATE_LIMIT_KEYS, addresses::getAsInt, api);
    }

    /** Counts of log-ins that are over were dropped. */
    public void swept() {
        series.count(Family.RATE_LIMIT_SWEEPS).increment();
    }
}
