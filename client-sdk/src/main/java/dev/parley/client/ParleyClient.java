package dev.parley.client;

import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceFutureStub;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceStub;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.chat.v1.ChatServiceGrpc.ChatServiceFutureStub;
import dev.parley.chat.v1.ChatServiceGrpc.ChatServiceStub;
import dev.parley.embedding.v1.EmbeddingServiceGrpc;
import dev.parley.embedding.v1.EmbeddingServiceGrpc.EmbeddingServiceBlockingStub;
import dev.parley.image.v1.ImageServiceGrpc;
import dev.parley.image.v1.ImageServiceGrpc.ImageServiceBlockingStub;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.model.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import dev.parley.response.v1.ResponseServiceGrpc;
import dev.parley.response.v1.ResponseServiceGrpc.ResponseServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;

/**
 * A client of one Parley. What it gives are generated stubs, the same over gRPC and over REST: a call fails with a
 * {@link io.grpc.StatusRuntimeException}, of which {@link ChatErrors} tells more.
 *
 * <pre>{@code
 * try (var parley = ParleyClient.builder().grpc("127.0.0.1:8080").key("demo").build()) {
 *     ChatResponse answer = parley.chat().chat(request);
 * }
 * }</pre>
 *
 * <p>Thread-safe; one client serves a whole program. Nothing connects before the first call.
 */
public final class ParleyClient implements AutoCloseable {
    private final String name;
    private final Channel channel;
    private final Runnable onClose;

    ParleyClient(String name, Channel channel, CallDefaults defaults, Runnable onClose) {
        this.name = name;
        this.channel = ClientInterceptors.intercept(channel, defaults);
        this.onClose = onClose;
    }

    /** A client over gRPC without TLS and without a key; {@code target} is such as {@code 127.0.0.1:8080}. */
    public static ParleyClient grpc(String target) {
        return builder().grpc(target).build();
    }

    /** A client over REST without a key; {@code url} is such as {@code http://127.0.0.1:8080}. */
    public static ParleyClient rest(String url) {
        return builder().rest(url).build();
    }

    /** Starts a client with a key or other settings. */
    public static ParleyClientBuilder builder() {
        return new ParleyClientBuilder();
    }

    /** Chat calls that block until the answer, or each next event, is there. */
    public ChatServiceBlockingStub chat() {
        return ChatServiceGrpc.newBlockingStub(channel);
    }

    /** Chat calls that answer through a {@code StreamObserver}. */
    public ChatServiceStub chatAsync() {
        return ChatServiceGrpc.newStub(channel);
    }

    /** Chat calls that answer through a {@code ListenableFuture}; not for streams. */
    public ChatServiceFutureStub chatFuture() {
        return ChatServiceGrpc.newFutureStub(channel);
    }

    /** Calls about models, which block. */
    public ModelServiceBlockingStub models() {
        return ModelServiceGrpc.newBlockingStub(channel);
    }

    /** Calls that make pictures, which block. */
    public ImageServiceBlockingStub images() {
        return ImageServiceGrpc.newBlockingStub(channel);
    }

    /** Calls that make embeddings, which block. */
    public EmbeddingServiceBlockingStub embeddings() {
        return EmbeddingServiceGrpc.newBlockingStub(channel);
    }

    /** Calls about answers that are kept, which block. */
    public ResponseServiceBlockingStub responses() {
        return ResponseServiceGrpc.newBlockingStub(channel);
    }

    /** Calls that administer keys and accounts, which block. This client's key must be the admin key, or its token. */
    public AdminServiceBlockingStub admin() {
        return AdminServiceGrpc.newBlockingStub(channel);
    }

    /** As {@link #admin}, answering through a {@code StreamObserver}. */
    public AdminServiceStub adminAsync() {
        return AdminServiceGrpc.newStub(channel);
    }

    /** As {@link #admin}, answering through a {@code ListenableFuture}; not for streams. */
    public AdminServiceFutureStub adminFuture() {
        return AdminServiceGrpc.newFutureStub(channel);
    }

    /** Calls of the management API. This client's key must be a management key, or its token. */
    public ManagementCalls management() {
        return new ManagementCalls(channel);
    }

    /** Starts a turn whose answer is read event by event. Does not block; a failure comes with the first event. */
    public EventStream stream(ChatRequest request) {
        return new EventStream(chat(), request);
    }

    /** The channel under the stubs, for stubs of other kinds. It carries this client's key and deadline. */
    public Channel channel() {
        return channel;
    }

    /** Ends open calls with UNAVAILABLE and gives back connections. Does not block. Idempotent. */
    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return "ParleyClient[" + name + ']';
    }
}
