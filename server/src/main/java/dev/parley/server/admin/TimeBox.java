package dev.parley.server.admin;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that must end in time. */
public final class TimeBox {
    private TimeBox() {}

    /**
     * What the work gives. It has a virtual thread of its own, whose waits for a host an interrupt ends.
     *
     * @throws ChatException what the work threw, or TIMEOUT, or CANCELLED if this thread was interrupted
     */
    public static <T> T within(Duration most, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("admin").start(task);
        try {
            return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw passed(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChatException.cancelled();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ChatException failure ? failure : ChatException.internal(e);
        } finally {
            task.cancel(true);
        }
    }

    private static ChatException passed(Duration most) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_TIMEOUT,
                        Blame.TARGET,
                        "test_timeout",
                        "There was no answer within %s s.".formatted(most.toMillis() / 1000.0))
                .build();
    }
}
