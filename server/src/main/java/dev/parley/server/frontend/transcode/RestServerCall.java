package dev.parley.server.frontend.transcode;

import com.google.protobuf.Message;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.BlockedWrite;
import dev.parley.server.frontend.connection.CallerWatch;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rpc, from its HTTP request to its answer. The service is called on the thread that handles the request, and
 * writes from whichever thread it likes, one message at a time. The first outcome counts; the request's thread writes
 * it down.
 */
final class RestServerCall<Q, A> extends ServerCall<Q, A> {
    private static final Logger LOG = LoggerFactory.getLogger(RestServerCall.class);

    private static final RestError TIMED_OUT = RestError.of(ChatException.of(
                    ErrorCode.ERROR_CODE_TIMEOUT, Blame.REQUEST, "deadline_exceeded", "The caller's deadline passed.")
            .build());

    private final MethodDescriptor<Q, A> method;
    private final RestRequest request;
    private final RestReply reply;
    private final Context.CancellableContext context;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile Listener<Q> listener = new Listener<>() {};
    private final BlockedWrite blocked = new BlockedWrite();
    private final Thread thread = Thread.currentThread();
    private volatile boolean cancelled;
    private @Nullable A answer;
    private boolean written;
    private @Nullable CloseConnectionException gone;

    RestServerCall(
            MethodDescriptor<Q, A> method, RestRequest request, RestReply reply, ScheduledExecutorService deadlines) {
        this.method = method;
        this.request = request;
        this.reply = reply;
        Duration timeout = request.timeout();
        Context outer = Context.current().withValue(HttpExchange.KEY, reply.exchange());
        this.context = timeout == null
                ? outer.withCancellation()
                : outer.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS, deadlines);
    }

    /** Serves the call. Blocks until it has ended. */
    void run(ServerCallHandler<Q, A> handler, CallerWatch caller) {
        Context outer = context.attach();
        try {
            context.addListener(late -> cancel(new Outcome.Refused(TIMED_OUT)), Runnable::run);
            start(handler);
            Q message = outcome.isDone() ? null : read();
            if (message != null) {
                serve(message, caller);
            }
            conclude(outcome());
        } finally {
            context.detach(outer);
            context.cancel(null);
        }
    }

    @Override
    public void sendHeaders(Metadata headers) {
        reply.metadata(headers);
    }

    @Override
    public void sendMessage(A message) {
        if (method.getType().serverSendsOneMessage()) {
            answer = message;
            return;
        }
        String frame = reply.frame((Message) message);
        synchronized (reply) {
            if (!outcome.isDone()) {
                write(frame);
            }
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        Outcome end = new Outcome.Closed(status, trailers);
        if (outcome.complete(end) && Thread.currentThread() == thread) {
            // Now, not once the service has let go of the call: a shutdown waits for open calls, not for their answers.
            write(end);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /** Nothing to do: there is one request message, and answers wait for the caller by blocking. */
    @Override
    public void request(int count) {}

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
        return method;
    }

    @Override
    public String getAuthority() {
        return request.authority();
    }

    /** Lets the interceptors see the call, who may close it before its body is read. */
    private void start(ServerCallHandler<Q, A> handler) {
        try {
            listener = handler.startCall(this, request.metadata());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** The request's message; null if it is malformed. What fails below HTTP's body is left to the web server. */
    private @Nullable Q read() {
        try {
            return request.message(method);
        } catch (ChatException e) {
            cancel(new Outcome.Refused(RestError.of(e)));
            return null;
        } catch (RuntimeException e) {
            cancel(new Outcome.Gone(e));
            throw e;
        }
    }

    private void serve(Q message, CallerWatch caller) {
        try (var _ = caller.onGone(() -> gone(caller))) {
            listener.onReady();
            listener.onMessage(message);
            listener.onHalfClose();
            outcome();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void gone(CallerWatch caller) {
        cancel(new Outcome.Gone(null));
        if (caller.isOver()) {
            blocked.giveUp();
        }
    }

    private void failed(RuntimeException e) {
        if (!outcome.isDone()) {
            cancel(new Outcome.Refused(e instanceof ChatException known ? RestError.of(known) : internal(e)));
        }
    }

    private RestError internal(RuntimeException cause) {
        LOG.error("{} failed.", method.getFullMethodName(), cause);
        return RestError.of(ChatException.internal(cause));
    }

    /** Waits for the outcome; shutting down ends the wait. */
    private Outcome outcome() {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            cancel(new Outcome.Gone(e));
            return outcome.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("An outcome is never exceptional.", e);
        }
    }

    private void conclude(Outcome end) {
        if (!written) {
            write(end);
        }
        if (gone != null) {
            throw gone;
        }
        if (end instanceof Outcome.Closed) {
            listener.onComplete();
        }
    }

    private void write(Outcome end) {
        written = true;
        synchronized (reply) {
            try {
                answer(end);
            } catch (UncheckedIOException | SocketWriterException e) {
                gone = new CloseConnectionException("The caller went away.", e);
            }
        }
    }

    private void answer(Outcome end) {
        switch (end) {
            case Outcome.Closed closed when closed.status().isOk() -> succeed(closed.trailers());
            case Outcome.Closed closed -> {
                reply.metadata(closed.trailers());
                reply.fail(RestError.of(closed.status(), closed.trailers()));
            }
            case Outcome.Refused refused -> reply.fail(refused.error());
            case Outcome.Gone gone -> {
                reply.abandon();
                throw new CloseConnectionException("The caller went away.", gone.cause());
            }
        }
    }

    private void succeed(Metadata trailers) {
        if (!method.getType().serverSendsOneMessage()) {
            reply.end();
        } else if (answer == null) {
            reply.fail(internal(
                    new IllegalStateException(method.getFullMethodName() + " was closed without its answer.")));
        } else {
            reply.metadata(trailers);
            reply.whole((Message) answer);
        }
    }

    private void write(String frame) {
        try {
            blocked.run(() -> reply.write(frame));
        } catch (RuntimeException e) {
            cancel(new Outcome.Gone(e));
        }
    }

    /** Ends the call without the service, which is told. Any thread; does nothing once there is an outcome. */
    private void cancel(Outcome end) {
        if (outcome.complete(end)) {
            cancelled = true;
            context.cancel(null);
            context.run(listener::onCancel);
        }
    }
}
