package dev.parley.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What each call of a client carries unless the call says otherwise: the caller key, the user agent, the deadline. */
final class CallDefaults implements ClientInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private static final Metadata.Key<String> USER_AGENT = key("user-agent");

    private final @Nullable String key;
    private final String userAgent;
    private final @Nullable Duration deadline;

    CallDefaults(@Nullable String key, String userAgent, @Nullable Duration deadline) {
        this.key = key;
        this.userAgent = userAgent;
        this.deadline = deadline;
    }

    @Override
    public <ReqT, RespT> ClientCall<ReqT, RespT> interceptCall(
            MethodDescriptor<ReqT, RespT> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, withDeadline(options))) {
            @Override
            public void start(Listener<RespT> listener, Metadata headers) {
                putIfAbsent(headers, USER_AGENT, userAgent);
                if (key != null) {
                    putIfAbsent(headers, AUTHORIZATION, "Bearer " + key);
                }
                super.start(listener, headers);
            }
        };
    }

    private CallOptions withDeadline(CallOptions options) {
        return deadline == null || options.getDeadline() != null
                ? options
                : options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void putIfAbsent(Metadata headers, Metadata.Key<String> key, String value) {
        if (!headers.containsKey(key)) {
            headers.put(key, value);
        }
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
