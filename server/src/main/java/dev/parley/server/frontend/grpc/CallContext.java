package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.Admission;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Steering;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.http.LimitHeaders;
import dev.parley.server.telemetry.Trace;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Finds the caller of each call by its metadata, as HTTP does by its headers (SEC-07), and names the call (COM-12).
 * Refuses a call without a valid key.
 */
final class CallContext implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
    private static final Metadata.Key<String> API_KEY = ascii("x-api-key");
    private static final Metadata.Key<String> GOOGLE_KEY = ascii("x-goog-api-key");
    private static final Context.Key<Caller> CALLER = Context.key("parley-caller");
    private static final Metadata.Key<String> PIN = ascii(Steering.PIN_HEADER);
    private static final Metadata.Key<String> SESSION = ascii(Steering.SESSION_HEADER);
    private static final Context.Key<Steering> STEERING = Context.key("parley-steering");
    private static final Metadata.Key<String> TRACEPARENT = ascii(Trace.HEADER);
    private static final Context.Key<Trace> TRACE = Context.key("parley-trace");
    private static final Context.Key<String> ID = Context.key("parley-request-id");

    private final Authenticator authenticator;
    private final ChatPipeline pipeline;
    private final boolean calls;
    private final BooleanSupplier routingHeaders;

    /** {@code calls}: whether the rpcs call models, so that {@code pipeline} is asked for room. */
    CallContext(Authenticator authenticator, ChatPipeline pipeline, boolean calls, BooleanSupplier routingHeaders) {
        this.authenticator = authenticator;
        this.pipeline = pipeline;
        this.calls = calls;
        this.routingHeaders = routingHeaders;
    }

    /** Who makes the call at hand. */
    static Caller caller() {
        return CALLER.get();
    }

    /** The chat call at hand; its deadline is the client's, but at most {@code total} from now. */
    static ChatCall chatCall(ChatRequest request, boolean whole, Duration total, InstantSource clock) {
        Instant now = clock.instant();
        Deadline deadline = Context.current().getDeadline();
        long nanos = deadline == null ? Long.MAX_VALUE : Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
        return new ChatCall(
                ID.get(),
                CALLER.get(),
                "",
                STEERING.get(),
                request,
                whole,
                now.plusNanos(Math.min(nanos, total.toNanos())),
                TRACE.get());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        NamedCall<Q, R> named = new NamedCall<>(call, headers);
        try {
            String key = headers.containsKey(API_KEY) ? headers.get(API_KEY) : headers.get(GOOGLE_KEY);
            Caller caller = authenticator.authenticate(headers.get(AUTHORIZATION), key);
            return calls ? enter(named, caller, headers, next) : begin(named, caller, Map.of(), headers, next);
        } catch (ChatException e) {
            return named.refuse(e);
        }
    }

    /** Asks for room before a message is read, until the context that the transport ends with the call has ended. */
    private <Q, R> ServerCall.Listener<Q> enter(
            NamedCall<Q, R> call, Caller caller, Metadata headers, ServerCallHandler<Q, R> next) {
        Admission room = pipeline.admission();
        try {
            Admission.Permit permit = room.enter(caller);
            Context.current().addListener(ended -> permit.close(), Runnable::run);
        } catch (ChatException e) {
            pipeline.refused(call.id(), caller, e);
            return call.refuse(e, LimitHeaders.OPENAI.of(room.allowance(caller)));
        }
        return begin(call, caller, LimitHeaders.OPENAI.of(room.allowance(caller)), headers, next);
    }

    private <Q, R> ServerCall.Listener<Q> begin(
            NamedCall<Q, R> call,
            Caller caller,
            Map<String, String> limits,
            Metadata headers,
            ServerCallHandler<Q, R> next) {
        Steering steering = Steering.of(headers.get(PIN), headers.get(SESSION), routingHeaders.getAsBoolean());
        Trace trace = Trace.of(Objects.requireNonNullElse(headers.get(TRACEPARENT), ""));
        Context context = Context.current().withValues(CALLER, caller, ID, call.id(), STEERING, steering, TRACE, trace);
        return Contexts.interceptCall(context, RoutedCall.of(call, limits, steering.note()), headers, next);
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
