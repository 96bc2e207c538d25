package dev.parley.client.rest;

import dev.parley.http.HttpBinding;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC channel that sends each rpc as the HTTP request of its {@code google.api.http} rule, with JSON for messages
 * and server-sent events for server streams. Generated stubs of all kinds work on it: deadlines, cancellation,
 * metadata, flow control and status details behave as over gRPC.
 *
 * <p>What differs: an rpc without a rule, or one whose caller streams, is UNIMPLEMENTED; a stream carries no trailers
 * other than its status; call credentials and compression of {@link CallOptions} are not looked at.
 *
 * <p>Thread-safe. Close it to end its open calls.
 */
public final class RestChannel extends Channel implements AutoCloseable {
    private final URI base;
    private final HttpClient http;
    private final Executor callbacks;
    private final Map<MethodDescriptor<?, ?>, List<HttpBinding>> bindings = new ConcurrentHashMap<>();
    private final Set<RestCall<?, ?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private RestChannel(URI base, HttpClient http, Executor callbacks) {
        this.base = base;
        this.http = http;
        this.callbacks = callbacks;
    }

    /**
     * A channel over HTTP/1.1. Connects when the first call is made.
     *
     * @param base scheme, host and port, and a path prefix if the server is behind one: {@code http://host:8080}
     * @param tls for https; null means the JVM's default
     */
    public static RestChannel create(URI base, @Nullable SSLContext tls) {
        ExecutorService threads = Executors.newCachedThreadPool(RestChannel::daemon);
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads);
        if (tls != null) {
            http.sslContext(tls);
        }
        return new RestChannel(withoutTrailingSlash(base), http.build(), threads);
    }

    @Override
    public <ReqT, RespT> ClientCall<ReqT, RespT> newCall(MethodDescriptor<ReqT, RespT> method, CallOptions options) {
        return new RestCall<>(this, method, options);
    }

    @Override
    public String authority() {
        return base.getRawAuthority();
    }

    /** Ends open calls with UNAVAILABLE; later ones fail likewise. Idempotent. */
    @Override
    public void close() {
        closed = true;
        open.forEach(call -> call.fail(closedStatus()));
    }

    @Override
    public String toString() {
        return "RestChannel[" + base + ']';
    }

    HttpClient http() {
        return http;
    }

    Executor callbacks() {
        return callbacks;
    }

    URI resolve(String target) {
        return URI.create(base + target);
    }

    /** The main binding of an rpc; null if it has none. */
    @Nullable
    HttpBinding binding(MethodDescriptor<?, ?> method) {
        List<HttpBinding> all = bindings.computeIfAbsent(method, HttpBinding::of);
        return all.isEmpty() ? null : all.get(0);
    }

    void opened(RestCall<?, ?> call) {
        open.add(call);
        if (closed) {
            call.fail(closedStatus());
        }
    }

    void ended(RestCall<?, ?> call) {
        open.remove(call);
    }

    private static Status closedStatus() {
        return Status.UNAVAILABLE.withDescription("The channel was closed.");
    }

    private static URI withoutTrailingSlash(URI base) {
        if (base.getScheme() == null || base.getRawAuthority() == null) {
            throw new IllegalArgumentException("Base URL: \"%s\" (expected: such as http://host:8080)".formatted(base));
        }
        String text = base.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parley-rest");
        thread.setDaemon(true);
        return thread;
    }
}
