package dev.parley.server.metrics;

import dev.parley.chat.v1.ErrorCode;

/** Event streams over HTTP. Thread-safe. */
public final class SseMetrics {
    private final Series series;
    private final Count lines;

    SseMetrics(Series series) {
        this.series = series;
        this.lines = series.count(Family.SSE_LINES);
    }

    /** So many events were written. */
    public void written(int events) {
        lines.add(events);
    }

    /** A stream that had begun ended before its proper end: CANCELLED by its caller, else by what failed. */
    public void broken(ErrorCode reason) {
        series.count(Family.SSE_DISCONNECTS, Reasons.of(reason)).increment();
    }
}
