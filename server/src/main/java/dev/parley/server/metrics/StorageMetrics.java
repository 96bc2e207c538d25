package dev.parley.server.metrics;

/** The store. Thread-safe. */
public final class StorageMetrics {
    private final Count worked;
    private final Count failed;
    private final Histogram duration;

    StorageMetrics(Series series) {
        this.worked = series.count(Family.STORAGE_OPERATIONS, "ok");
        this.failed = series.count(Family.STORAGE_OPERATIONS, "failed");
        this.duration = series.histogram(Family.STORAGE_DURATION);
    }

    /** A transaction is over, for which its caller has waited so long. */
    public void done(boolean well, long nanos) {
        (well ? worked : failed).increment();
        duration.record(nanos);
    }
}
