package dev.parley.server.frontend.management;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Actor;
import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.ManagementAccess.Operator;
import dev.parley.server.access.OperatorAddresses;
import dev.parley.server.access.Presented;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerAddress;
import dev.parley.server.frontend.grpc.CallActor;
import dev.parley.server.frontend.grpc.NamedCall;
import dev.parley.server.frontend.transcode.HttpExchange;
import dev.parley.server.metrics.AccessMetrics;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators in, before a request's message is read, and tells the service who it is. First it is asked where they
 * come from (MA-02), then who they are (MA-01), then whether they may change what they want to, then whether a cookie
 * was sent by a page of our own (MA-03).
 */
final class ManagementAuth implements ServerInterceptor {
    /** What it is called in metrics. */
    static final String API = "management";

    private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
    private static final Metadata.Key<String> COOKIE = ascii("cookie");
    private static final Metadata.Key<String> FORWARDED_FOR = ascii("x-forwarded-for");
    private static final Metadata.Key<String> FORWARDED_PROTO = ascii("x-forwarded-proto");
    private static final Metadata.Key<String> ORIGIN = ascii("origin");
    private static final Metadata.Key<String> FETCH_SITE = ascii("sec-fetch-site");
    private static final Operator NOBODY = new Operator("nobody", "");

    private final ManagementAccess access;
    private final OperatorAddresses addresses;
    private final AskedListener listener;
    private final AccessMetrics metrics;

    ManagementAuth(
            ManagementAccess access, OperatorAddresses addresses, AskedListener listener, AccessMetrics metrics) {
        this.access = access;
        this.addresses = addresses;
        this.listener = listener;
        this.metrics = metrics;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        NamedCall<Q, R> named = new NamedCall<>(call, headers);
        try {
            Context context = context(call, headers);
            metrics.entered(API, true);
            return Contexts.interceptCall(context, named, headers, next);
        } catch (ChatException e) {
            metrics.entered(API, false);
            return named.refuse(e);
        }
    }

    private Context context(ServerCall<?, ?> call, Metadata headers) {
        String peer = CallerAddress.current();
        String address = addresses.admit(peer, all(headers, FORWARDED_FOR));
        Entrance entrance =
                new Entrance(Presented.of(headers.get(AUTHORIZATION), all(headers, COOKIE)), isSecure(headers, peer));
        SameOrigin origin =
                SameOrigin.of(headers.get(ORIGIN), headers.get(FETCH_SITE), call.getAuthority(), entrance.secure());
        Operator operator = operator(call.getMethodDescriptor(), entrance.presented(), origin);
        Context context = Context.current().withValues(Entrance.KEY, entrance, AskedListener.KEY, listener);
        return CallActor.with(context, new Actor(operator.name(), address, false));
    }

    private Operator operator(MethodDescriptor<?, ?> method, Presented presented, SameOrigin origin) {
        if (ManagementRpcs.isOpen(method)) {
            if (presented.isCookieAlone() && origin == SameOrigin.NO) {
                throw crossOrigin();
            }
            return NOBODY;
        }
        Operator operator = access.authenticate(presented);
        if (ManagementRpcs.isRead(method)) {
            return operator;
        }
        if (!operator.denial().isEmpty()) {
            throw denied("read_only", "Nothing may be changed: %s.".formatted(operator.denial()));
        }
        if (presented.isCookieAlone() && origin != SameOrigin.YES) {
            throw crossOrigin();
        }
        return operator;
    }

    /** Of what a proxy says the first counts: it is about the caller's own connection. */
    private boolean isSecure(Metadata headers, String peer) {
        if (HttpExchange.current().map(HttpExchange::isSecure).orElse(false)) {
            return true;
        }
        String protocol = headers.get(FORWARDED_PROTO);
        return protocol != null && addresses.trusts(peer) && protocol.trim().equalsIgnoreCase("https");
    }

    private static ChatException crossOrigin() {
        return denied(
                "cross_origin",
                "The session's cookie changes things for pages of this origin alone (expected: Origin or Sec-Fetch-Site"
                        + " of a page of this host; programs send the token as 'Authorization: Bearer').");
    }

    private static ChatException denied(String reason, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_PERMISSION_DENIED, Blame.REQUEST, reason, message)
                .build();
    }

    private static Iterable<String> all(Metadata headers, Metadata.Key<String> key) {
        @Nullable Iterable<String> values = headers.getAll(key);
        return values == null ? List.of() : values;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
