package dev.parley.client.rest;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What has come in for one call, handed to its listener in gRPC's order: headers, then as many messages as were asked
 * for, then the close. Any thread may call the methods; all state but {@code ended} lives on the serial executor.
 */
final class RestInbox<T> {
    private final SerialExecutor serial;
    private final Runnable onEnd;
    private final Runnable onAbort;
    private final AtomicBoolean ended = new AtomicBoolean();

    private final Queue<T> messages = new ArrayDeque<>();
    private ClientCall.Listener<T> listener = new ClientCall.Listener<>() {};
    private long requested;
    private @Nullable Runnable more;
    private @Nullable Runnable close;
    private boolean closed;

    /**
     * As soon as the outcome is known, on the thread that brings it, {@code onEnd} runs once, then {@code onAbort} if
     * so.
     */
    RestInbox(SerialExecutor serial, Runnable onEnd, Runnable onAbort) {
        this.serial = serial;
        this.onEnd = onEnd;
        this.onAbort = onAbort;
    }

    void open(ClientCall.Listener<T> target) {
        run(() -> listener = target);
    }

    void request(int count) {
        run(() -> requested += count);
    }

    void headers(Metadata headers) {
        run(() -> listener.onHeaders(headers));
    }

    void message(T message) {
        run(() -> messages.add(message));
    }

    /** Runs {@code fetch} once, as soon as no message waits. At most one that nobody asked for is held. */
    void whenEmpty(Runnable fetch) {
        run(() -> more = fetch);
    }

    /** The outcome, to be seen after the messages. The first outcome counts. */
    void end(Status status, Metadata trailers) {
        if (ended.compareAndSet(false, true)) {
            onEnd.run();
            run(() -> close = () -> listener.onClose(status, trailers));
        }
    }

    /** The outcome, to be seen at once: messages that wait are dropped. */
    void abort(Status status) {
        if (ended.compareAndSet(false, true)) {
            onEnd.run();
            onAbort.run();
            run(() -> {
                messages.clear();
                close = () -> listener.onClose(status, new Metadata());
            });
        }
    }

    private void run(Runnable change) {
        serial.execute(() -> {
            if (closed) {
                return;
            }
            try {
                change.run();
                deliver();
            } catch (RuntimeException | Error e) {
                listenerFailed(e);
                throw e;
            }
        });
    }

    private void deliver() {
        while (requested > 0 && !messages.isEmpty()) {
            requested--;
            listener.onMessage(messages.remove());
        }
        if (!messages.isEmpty()) {
            return;
        }
        if (close != null) {
            closed = true;
            close.run();
        } else if (more != null) {
            Runnable fetch = more;
            more = null;
            fetch.run();
        }
    }

    private void listenerFailed(Throwable e) {
        if (!closed) {
            Status status = Status.CANCELLED
                    .withDescription("The call's listener failed.")
                    .withCause(e);
            abort(status);
            closed = true;
            listener.onClose(status, new Metadata());
        }
    }
}
