package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Timeouts;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt's stream when a time limit of {@link Timeouts} passes (COM-10): first event, idle, and the call's
 * total. A limit that passes is an error, never a normal end.
 */
final class TimedStream implements ChatStream, Pulse.Beat {
    private enum Limit {
        FIRST_EVENT("first-event", "first_event_timeout"),
        IDLE("idle", "idle_timeout"),
        TOTAL("total", "total_timeout");

        private final String setting;
        private final String reason;

        Limit(String setting, String reason) {
            this.setting = setting;
            this.reason = reason;
        }
    }

    private final ChatStream inner;
    private final Pulse pulse;
    private final Timeouts timeouts;
    private final long totalEnd;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile boolean begun;
    private volatile @Nullable Limit passed;

    /** {@code totalEnd} is when the call must have ended, as {@link System#nanoTime()}. */
    TimedStream(ChatStream inner, Pulse pulse, Timeouts timeouts, long totalEnd) {
        this.inner = inner;
        this.pulse = pulse;
        this.timeouts = timeouts;
        this.totalEnd = totalEnd;
        pulse.add(this);
    }

    @Override
    public @Nullable ChatEvent next() {
        try {
            return inner.buffered() ? inner.next() : awaited();
        } catch (ChatException e) {
            throw explain(e);
        }
    }

    @Override
    public boolean buffered() {
        return inner.buffered();
    }

    @Override
    public void close() {
        pulse.remove(this);
        inner.close();
    }

    @Override
    public void beat(long now) {
        Limit limit = limitPassed(now);
        if (limit != null) {
            passed = limit;
            close();
        }
    }

    private @Nullable ChatEvent awaited() {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            ChatEvent event = inner.next();
            begun = true;
            return event;
        } finally {
            waiting = false;
        }
    }

    private @Nullable Limit limitPassed(long now) {
        if (now - totalEnd >= 0) {
            return Limit.TOTAL;
        }
        if (!waiting) {
            return null;
        }
        Limit limit = begun ? Limit.IDLE : Limit.FIRST_EVENT;
        return now - waitingSince >= length(limit).toNanos() ? limit : null;
    }

    private Duration length(Limit limit) {
        return switch (limit) {
            case FIRST_EVENT -> timeouts.firstEvent();
            case IDLE -> timeouts.idle();
            case TOTAL -> timeouts.total();
        };
    }

    private ChatException explain(ChatException failure) {
        Limit limit = passed;
        if (limit == null) {
            return failure;
        }
        String message = "The model did not answer within its '%s' time limit of %s (setting timeouts.%s)."
                .formatted(limit.setting, text(length(limit)), limit.setting);
        return ChatException.of(
                        ErrorCode.ERROR_CODE_TIMEOUT,
                        limit == Limit.TOTAL ? Blame.REQUEST : Blame.TARGET,
                        limit.reason,
                        message)
                .cause(failure)
                .build();
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
