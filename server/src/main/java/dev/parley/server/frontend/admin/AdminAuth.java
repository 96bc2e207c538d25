package dev.parley.server.frontend.admin;

import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.server.access.Actor;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.access.AdminSessions.Session;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerAddress;
import dev.parley.server.frontend.grpc.CallActor;
import dev.parley.server.frontend.grpc.NamedCall;
import dev.parley.server.metrics.AccessMetrics;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Set;

/** Lets administrators in (AD-05), before a request's message is read, and tells the service who it is. */
final class AdminAuth implements ServerInterceptor {
    /** The API's name in the metrics. */
    static final String API = "admin";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** What needs no authentication. */
    private static final Set<String> PUBLIC =
            Set.of(AdminServiceGrpc.getLoginMethod().getFullMethodName());

    private static final Session NOBODY = new Session("nobody", null);
    private static final Context.Key<Session> SESSION = Context.key("parley-admin-session");

    private final AdminSessions sessions;
    private final boolean seesKeys;
    private final AccessMetrics metrics;

    AdminAuth(AdminSessions sessions, boolean seesKeys, AccessMetrics metrics) {
        this.sessions = sessions;
        this.seesKeys = seesKeys;
        this.metrics = metrics;
    }

    /** The session of the call at hand. */
    static Session session() {
        return SESSION.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        NamedCall<Q, R> named = new NamedCall<>(call, headers);
        boolean open = PUBLIC.contains(call.getMethodDescriptor().getFullMethodName());
        try {
            Session session = open ? NOBODY : sessions.authenticate(headers.get(AUTHORIZATION));
            Actor actor = new Actor(session.name(), CallerAddress.current(), seesKeys && !open);
            Context context = CallActor.with(Context.current().withValue(SESSION, session), actor);
            metrics.entered(API, true);
            return Contexts.interceptCall(context, named, headers, next);
        } catch (ChatException e) {
            metrics.entered(API, false);
            return named.refuse(e);
        }
    }
}
