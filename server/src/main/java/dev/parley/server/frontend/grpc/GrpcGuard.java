package dev.parley.server.frontend.grpc;

import dev.parley.http.GrpcTimeout;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.BodyRead;
import dev.parley.server.frontend.connection.CallerWatch;
import dev.parley.server.metrics.GrpcMetrics;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost interceptor: gives a call on Helidon what grpc-java promises. Every call ends with one status, whatever
 * its handler does; {@code grpc-timeout} is a deadline that cancels; a closed connection cancels, also in silence;
 * status texts are ASCII on the wire.
 */
final class GrpcGuard implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger("parley.grpc");
    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    private final ScheduledExecutorService timer;
    private final Supplier<CallerWatch> watch;
    private final GrpcMetrics metrics;

    /** {@code watch} gives the watch of the connection that the calling thread serves. */
    GrpcGuard(ScheduledExecutorService timer, Supplier<CallerWatch> watch, GrpcMetrics metrics) {
        this.timer = timer;
        this.watch = watch;
        this.metrics = metrics;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        GuardedCall<Q, R> guarded = new GuardedCall<>(
                call, metrics.method(call.getMethodDescriptor().getFullMethodName()));
        String header = headers.get(TIMEOUT);
        Duration timeout = GrpcTimeout.parse(header);
        if (header != null && timeout == null) {
            return refuse(guarded, Status.INVALID_ARGUMENT, "grpc-timeout is malformed (expected: such as 250m).");
        }
        if (timeout != null && timeout.isZero()) {
            return refuse(guarded, Status.DEADLINE_EXCEEDED, "The deadline had passed on arrival.");
        }
        Context.CancellableContext context = timeout == null
                ? Context.current().withCancellation()
                : Context.current().withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS, timer);
        return start(guarded, headers, next, context);
    }

    private static <Q> ServerCall.Listener<Q> refuse(GuardedCall<Q, ?> call, Status status, String text) {
        call.close(status.withDescription(text), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private <Q, R> ServerCall.Listener<Q> start(
            GuardedCall<Q, R> call,
            Metadata headers,
            ServerCallHandler<Q, R> next,
            Context.CancellableContext context) {
        GuardedListener<Q> listener = new GuardedListener<>(call, context);
        call.onEnd(() -> {
            context.cancel(null);
            listener.sentAll();
        });
        if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            listener.awaits(BodyRead.awaited(() -> Thread.startVirtualThread(() -> late(call, listener))));
        }
        // A close waits for what is being written, and the timer is everybody's.
        context.addListener(ended -> expired(ended, call, listener), Thread::startVirtualThread);
        try {
            listener.delegate(Contexts.interceptCall(context, call, headers, next));
        } catch (RuntimeException e) {
            call.close(internal(e), new Metadata());
            return listener;
        }
        call.watching(watch.get().onGone(listener::onGone));
        return listener;
    }

    /** The deadline has passed: the client is told, and the handler ends. */
    private static void expired(Context context, GuardedCall<?, ?> call, GuardedListener<?> listener) {
        if (context.cancellationCause() instanceof java.util.concurrent.TimeoutException) {
            call.close(Status.DEADLINE_EXCEEDED.withDescription("The call's deadline has passed."), new Metadata());
            listener.cancelHandler();
        }
    }

    private static void late(GuardedCall<?, ?> call, GuardedListener<?> listener) {
        call.close(
                Status.DEADLINE_EXCEEDED.withDescription(
                        "The message did not come in time (setting connections.request-body)."),
                new Metadata());
        listener.cancelHandler();
    }

    static Status internal(RuntimeException failure) {
        if (failure instanceof ChatException known) {
            return GrpcErrors.status(known.error());
        }
        LOG.error("a gRPC handler failed", failure);
        return Status.INTERNAL.withDescription("Internal error; see the server's log.");
    }
}
