package dev.parley.server.frontend.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.InternalServer;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shows grpc-java's reflection services what is served here. They ask the server they run in, which is not grpc-java's,
 * so an interceptor puts this in its place. Helidon's own reflection lists services but does not serve their files.
 */
final class ReflectedServer extends Server implements ServerInterceptor {
    private final List<ServerServiceDefinition> services;

    ReflectedServer(List<ServerServiceDefinition> services) {
        this.services = List.copyOf(services);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Context context = Context.current().withValue(InternalServer.SERVER_CONTEXT_KEY, this);
        return Contexts.interceptCall(context, call, headers, next);
    }

    @Override
    public List<ServerServiceDefinition> getImmutableServices() {
        return services;
    }

    @Override
    public List<ServerServiceDefinition> getMutableServices() {
        return List.of();
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
        return services;
    }

    @Override
    public Server start() {
        return this;
    }

    @Override
    public Server shutdown() {
        return this;
    }

    @Override
    public Server shutdownNow() {
        return this;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    @Override
    public void awaitTermination() {}
}
