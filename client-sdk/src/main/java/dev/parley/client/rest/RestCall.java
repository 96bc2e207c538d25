package dev.parley.client.rest;

import com.google.protobuf.Message;
import dev.parley.http.GrpcTimeout;
import dev.parley.http.HttpBinding;
import dev.parley.http.HttpMetadata;
import dev.parley.http.SseFrames;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One rpc as one HTTP exchange. gRPC calls {@code start}, {@code sendMessage} and {@code halfClose} one after the
 * other; {@link #fail} may come on any thread at any time. What the listener sees goes through the {@link RestInbox}.
 */
final class RestCall<ReqT, RespT> extends ClientCall<ReqT, RespT> {
    private final RestChannel channel;
    private final MethodDescriptor<ReqT, RespT> method;
    private final CallOptions options;
    private final Context context = Context.current();
    private final Context.CancellationListener contextGone = this::contextGone;
    private final RestInbox<RespT> inbox;
    /** Completed when the call has ended, however it did; times out at the deadline. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private volatile @Nullable CompletableFuture<HttpResponse<@Nullable Void>> exchange;
    private Metadata headers = new Metadata();
    private @Nullable ReqT request;

    RestCall(RestChannel channel, MethodDescriptor<ReqT, RespT> method, CallOptions options) {
        this.channel = channel;
        this.method = method;
        this.options = options;
        Executor executor = options.getExecutor();
        SerialExecutor serial = new SerialExecutor(executor == null ? channel.callbacks() : executor);
        this.inbox = new RestInbox<>(serial, this::ended, this::breakExchange);
    }

    @Override
    public void start(Listener<RespT> listener, Metadata metadata) {
        headers = metadata;
        inbox.open(listener);
        Duration timeout = timeout();
        if (timeout != null) {
            ended.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
                fail(Status.DEADLINE_EXCEEDED.withDescription("The deadline passed."));
                return null;
            });
        }
        context.addListener(contextGone, Runnable::run);
        channel.opened(this);
    }

    @Override
    public void sendMessage(ReqT message) {
        request = message;
    }

    @Override
    public void halfClose() {
        HttpBinding binding = channel.binding(method);
        if (binding == null || !method.getType().clientSendsOneMessage() || !(request instanceof Message message)) {
            fail(Status.UNIMPLEMENTED.withDescription(method.getFullMethodName() + " cannot be called over REST."));
            return;
        }
        try {
            send(binding.request(message));
        } catch (IllegalArgumentException e) {
            fail(Status.INTERNAL.withDescription("The request cannot be sent.").withCause(e));
        }
    }

    @Override
    public void request(int count) {
        inbox.request(count);
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
        fail(Status.CANCELLED.withDescription(message).withCause(cause));
    }

    /** Ends the call now, if it has not ended yet. */
    void fail(Status status) {
        inbox.abort(status);
    }

    private void send(HttpBinding.Request target) {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(channel.resolve(target.target())).method(target.verb(), body(target.body()));
        HttpMetadata.write(headers, http::header);
        http.setHeader("content-type", "application/json");
        http.setHeader("accept", method.getType().serverSendsOneMessage() ? "application/json" : SseFrames.MEDIA_TYPE);
        Duration timeout = timeout();
        if (timeout != null) {
            http.setHeader(GrpcTimeout.HEADER, GrpcTimeout.format(timeout));
        }
        var sent = channel.http().sendAsync(http.build(), this::body);
        exchange = sent;
        sent.exceptionally(e -> {
            inbox.abort(RestReply.status(channel.authority(), e));
            return null;
        });
        if (ended.isDone()) {
            breakExchange();
        }
    }

    private static BodyPublisher body(@Nullable String json) {
        return json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    }

    private BodySubscriber<@Nullable Void> body(ResponseInfo head) {
        Metadata metadata = HttpMetadata.read(head.headers().map());
        String type = head.headers().firstValue("content-type").orElse("");
        if (head.statusCode() == 200 && type.startsWith(SseFrames.MEDIA_TYPE)) {
            inbox.headers(metadata);
            return new SseBody<>(method, inbox);
        }
        return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), text -> {
            whole(head.statusCode(), metadata, text);
            return null;
        });
    }

    private void whole(int http, Metadata metadata, String text) {
        if (http != 200) {
            StatusRuntimeException failure = RestReply.failure(http, metadata, text);
            if (failure.getTrailers() != null) {
                metadata.merge(failure.getTrailers());
            }
            inbox.end(failure.getStatus(), metadata);
        } else if (method.getType().serverSendsOneMessage()) {
            inbox.headers(metadata);
            inbox.message(RestReply.message(method, text));
            inbox.end(Status.OK, new Metadata());
        } else {
            inbox.abort(Status.INTERNAL.withDescription("The reply is not an event stream."));
        }
    }

    private @Nullable Duration timeout() {
        Deadline own = options.getDeadline();
        Deadline outer = context.getDeadline();
        Deadline first = own == null || outer == null ? (own == null ? outer : own) : own.minimum(outer);
        return first == null ? null : Duration.ofNanos(Math.max(0, first.timeRemaining(TimeUnit.NANOSECONDS)));
    }

    private void contextGone(Context gone) {
        fail(Status.CANCELLED.withDescription("The context was cancelled.").withCause(gone.cancellationCause()));
    }

    private void ended() {
        ended.complete(null);
        context.removeListener(contextGone);
        channel.ended(this);
    }

    private void breakExchange() {
        var running = exchange;
        if (running != null) {
            running.cancel(true);
        }
    }
}
