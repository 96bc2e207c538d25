package dev.parley.server.metrics;

import java.util.function.LongSupplier;

/** Who is let in. Nobody is named. Thread-safe. */
public final class AdmissionMetrics {
    private final Series series;

    AdmissionMetrics(Series series) {
        this.series = series;
    }

    /** A call was refused before its body was read, for this reason. */
    public void refused(String reason) {
        series.count(Family.CALLS_REFUSED, reason).increment();
    }

    /** So many calls were ended for want of memory. */
    public void shed(int calls) {
        series.count(Family.CALLS_SHED).add(calls);
    }

    /** From now on it is shown how many calls are open. */
    public void showOpen(LongSupplier open) {
        series.level(Family.CALLS_OPEN, open::getAsLong);
    }
}
