package dev.parley.server.frontend.grpc;

import dev.parley.server.frontend.connection.BodyRead;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.helidon.http.http2.Http2Exception;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A listener whose failures become statuses. Helidon calls {@code onCancel} also when it gives up on a message (too
 * large, or not decodable) without telling the client; such a call is not cancelled, and is closed here.
 */
final class GuardedListener<Q> extends ServerCall.Listener<Q> {
    private final GuardedCall<Q, ?> call;
    private final Context.CancellableContext context;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile ServerCall.Listener<Q> handler = new ServerCall.Listener<>() {};
    private volatile @Nullable BodyRead message;
    private boolean anyMessage;

    GuardedListener(GuardedCall<Q, ?> call, Context.CancellableContext context) {
        this.call = call;
        this.context = context;
    }

    /** The client is to send its message within this, until {@link #sentAll}. */
    void awaits(BodyRead arrival) {
        message = arrival;
    }

    /** The client has sent all, or nobody waits for it. */
    void sentAll() {
        BodyRead arrival = message;
        if (arrival != null) {
            arrival.close();
        }
    }

    /** Sets who hears what is not caught here. */
    void delegate(ServerCall.Listener<Q> listener) {
        handler = listener;
    }

    @Override
    public void onMessage(Q message) {
        anyMessage = true;
        guard(() -> handler.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        sentAll();
        if (!anyMessage) {
            close(Status.INVALID_ARGUMENT.withDescription("The call has no message (expected: one)."));
            return;
        }
        guard(handler::onHalfClose);
    }

    @Override
    public void onCancel() {
        if (call.isCancelled()) {
            call.abandon();
        } else {
            close(Status.RESOURCE_EXHAUSTED.withDescription(
                    "The message is too large or cannot be decoded (setting server.max-body-size)."));
        }
        cancelHandler();
    }

    /** The connection is gone: nothing can be written. */
    void onGone() {
        call.giveUp();
        cancelHandler();
    }

    @Override
    public void onReady() {
        guard(handler::onReady);
    }

    @Override
    public void onComplete() {
        guard(handler::onComplete);
    }

    /** Tells the handler once that nobody waits for its answer. */
    void cancelHandler() {
        if (cancelled.compareAndSet(false, true)) {
            context.cancel(null);
            guard(handler::onCancel);
        }
    }

    private void guard(Runnable callback) {
        try {
            callback.run();
        } catch (Http2Exception e) {
            close(Status.ABORTED.withDescription(
                    "The caller did not read for long (setting server.flow-control-timeout)."));
        } catch (RuntimeException e) {
            close(GrpcGuard.internal(e));
        }
    }

    private void close(Status status) {
        call.close(status, new Metadata());
    }
}
