package dev.parley.server.metrics;

/** Asking providers for their models. Thread-safe. */
public final class DiscoveryMetrics {
    private final Series series;

    DiscoveryMetrics(Series series) {
        this.series = series;
    }

    /** A provider has listed so many models. */
    public void listed(String provider, int models, long nanos) {
        ran(provider, "ok", nanos);
        series.level(Family.DISCOVERY_MODELS, () -> models, provider);
    }

    /** A provider could not be asked. */
    public void failed(String provider, long nanos) {
        ran(provider, "failed", nanos);
    }

    private void ran(String provider, String outcome, long nanos) {
        series.count(Family.DISCOVERY_RUNS, provider, outcome).increment();
        series.histogram(Family.DISCOVERY_DURATION, provider).record(nanos);
    }
}
