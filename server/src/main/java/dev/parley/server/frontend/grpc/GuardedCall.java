package dev.parley.server.frontend.grpc;

import dev.parley.server.frontend.connection.BlockedWrite;
import dev.parley.server.frontend.connection.CallerWatch;
import dev.parley.server.metrics.GrpcMetrics;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call that is closed once, writes nothing after it is closed or cancelled, and puts only ASCII on the wire. The lock
 * keeps a close from one thread out of a message from another.
 */
final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final ReentrantLock lock = new ReentrantLock();
    private final GrpcMetrics.Method counts;
    private final long begun = System.nanoTime();
    private final AtomicBoolean counted = new AtomicBoolean();
    private final BlockedWrite blocked = new BlockedWrite();
    private volatile boolean closed;
    private @Nullable Runnable onEnd;
    private volatile CallerWatch.@Nullable Watch watch;

    GuardedCall(ServerCall<Q, R> call, GrpcMetrics.Method counts) {
        super(call);
        this.counts = counts;
        counts.begun();
    }

    /** Runs this when the call has ended, however it does. */
    void onEnd(Runnable end) {
        onEnd = end;
    }

    /** Takes the watch on the connection, to end it with the call. */
    void watching(CallerWatch.Watch started) {
        lock.lock();
        try {
            watch = started;
            if (closed) {
                started.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sendHeaders(Metadata headers) {
        write(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(R message) {
        write(() -> {
            super.sendMessage(message);
            counts.sent();
        });
    }

    @Override
    public void close(Status status, Metadata trailers) {
        write(() -> {
            closed = true;
            super.close(asciiText(status), trailers);
            count(status.getCode());
        });
        end();
    }

    /** Ends a call whose client's connection has ended: a message that waits for it fails. */
    void giveUp() {
        abandon();
        blocked.giveUp();
    }

    /** Ends a call whose client has gone: nothing is written. Does not wait for what is being written. */
    void abandon() {
        closed = true;
        count(Status.Code.CANCELLED);
        end();
    }

    @Override
    public boolean isCancelled() {
        return closed || super.isCancelled();
    }

    private void write(Runnable action) {
        lock.lock();
        try {
            if (!isCancelled()) {
                blocked.run(action);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(Status.Code code) {
        if (counted.compareAndSet(false, true)) {
            counts.ended(code.name(), System.nanoTime() - begun);
        }
    }

    private void end() {
        CallerWatch.Watch watching = watch;
        if (watching != null) {
            watching.close();
        }
        if (onEnd != null) {
            onEnd.run();
        }
    }

    /** A status whose text is percent-encoded, as the protocol wants it and Helidon does not do it. */
    private static Status asciiText(Status status) {
        String text = status.getDescription();
        return text == null ? status : status.withDescription(PercentText.encode(text));
    }
}
