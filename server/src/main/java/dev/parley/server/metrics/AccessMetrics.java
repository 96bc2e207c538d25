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

    /** From now on it is shown how many addresses have their log-ins counted. */
    public void showRateLimits(IntSupplier addresses) {
        series.level(Family.RATE_LIMIT_KEYS, addresses::getAsInt);
    }

    /** Counts of log-ins that are over were dropped. */
    public void swept() {
        series.count(Family.RATE_LIMIT_SWEEPS).increment();
    }
}
