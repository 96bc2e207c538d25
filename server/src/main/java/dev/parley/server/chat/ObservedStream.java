package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import dev.parley.server.metrics.UpstreamMetrics;
import dev.parley.server.telemetry.AttemptTrace;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An attempt's stream, measured: until the first part of the answer, between events, and until its end. */
final class ObservedStream implements ChatStream {
    private final ChatStream inner;
    private final UpstreamMetrics.Provider metrics;
    private final String model;
    private final AttemptTrace trace;
    private final long begun;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean answered;
    private long last;

    /** {@code begun} is when the attempt was, as {@link System#nanoTime()}. */
    ObservedStream(ChatStream inner, UpstreamMetrics.Provider metrics, String model, AttemptTrace trace, long begun) {
        this.inner = inner;
        this.metrics = metrics;
        this.model = model;
        this.trace = trace;
        this.begun = begun;
    }

    @Override
    public @Nullable ChatEvent next() {
        boolean waits = !inner.buffered();
        ChatEvent event;
        try {
            event = inner.next();
        } catch (ChatException e) {
            end(e.code());
            throw e;
        }
        if (event == null) {
            end(ErrorCode.ERROR_CODE_UNSPECIFIED);
        } else if (answered) {
            follow(waits);
        } else if (event.hasPartStarted() || event.hasPartDelta()) {
            answered = true;
            last = System.nanoTime();
            metrics.answered(model, last - begun);
        }
        return event;
    }

    @Override
    public boolean buffered() {
        return inner.buffered();
    }

    @Override
    public void close() {
        end(ErrorCode.ERROR_CODE_CANCELLED);
        inner.close();
    }

    /** Events that were at hand already say nothing of the provider's pace, and reading the clock for them costs. */
    private void follow(boolean waited) {
        if (waited) {
            long now = System.nanoTime();
            metrics.followed(now - last);
            last = now;
        }
    }

    private void end(ErrorCode outcome) {
        if (ended.compareAndSet(false, true)) {
            metrics.ended(model, outcome, System.nanoTime() - begun);
            trace.ended(outcome);
        }
    }
}
