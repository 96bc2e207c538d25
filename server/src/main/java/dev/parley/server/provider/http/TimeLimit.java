package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends an exchange that no pipeline watches when it takes too long. */
public final class TimeLimit implements AutoCloseable {
    private final Duration most;
    private final CompletableFuture<Void> alarm;

    private TimeLimit(Duration most, CompletableFuture<Void> alarm) {
        this.most = most;
        this.alarm = alarm;
    }

    /** Closes the call after this, unless the limit is closed before. */
    public static TimeLimit on(UpstreamCall call, Duration most) {
        var later = CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS);
        return new TimeLimit(most, CompletableFuture.runAsync(call::close, later));
    }

    /**
     * What {@code work} gives.
     *
     * @throws ChatException TIMEOUT if the limit ended it
     */
    public <T> T keep(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw alarm.isDone() ? passed(e) : e;
        }
    }

    private ChatException passed(RuntimeException cause) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_TIMEOUT,
                        Blame.TARGET,
                        "upstream_timeout",
                        "The provider did not answer within %d s.".formatted(most.toSeconds()))
                .cause(cause)
                .build();
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
