package dev.parley.server.frontend.management;

import dev.parley.server.access.Actor;
import dev.parley.server.access.ManagementAccess;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerAddress;
import dev.parley.server.frontend.grpc.CallActor;
import dev.parley.server.frontend.grpc.NamedCall;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Lets operators in, before a request's message is read, and tells the service who it is. */
final class ManagementAuth implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagementAccess access;

    ManagementAuth(ManagementAccess access) {
        this.access = access;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        NamedCall<Q, R> named = new NamedCall<>(call, headers);
        try {
            Actor actor = new Actor(access.authenticate(headers.get(AUTHORIZATION)), CallerAddress.current(), false);
            return Contexts.interceptCall(CallActor.with(Context.current(), actor), named, headers, next);
        } catch (ChatException e) {
            return named.refuse(e);
        }
    }
}
