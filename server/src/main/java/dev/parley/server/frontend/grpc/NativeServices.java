package dev.parley.server.frontend.grpc;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.frontend.ModelDirectory;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The services for callers: chat and models. Thread-safe. */
public final class NativeServices {
    private final List<BindableService> services;
    private final boolean routingHeaders;

    /**
     * {@code total} is the longest a call may take, {@code heartbeat} how long a stream may be silent;
     * {@code routingHeaders}: whether replies tell which credential was used.
     */
    public NativeServices(
            ChatPipeline pipeline,
            ModelDirectory models,
            Pulse pulse,
            InstantSource clock,
            Duration total,
            Duration heartbeat,
            boolean routingHeaders) {
        this.routingHeaders = routingHeaders;
        this.services =
                List.of(new ChatGrpcService(pipeline, pulse, clock, total, heartbeat), new ModelGrpcService(models));
    }

    /** The services with authentication around them, for any transport. */
    public List<ServerServiceDefinition> of(Authenticator authenticator) {
        CallContext context = new CallContext(authenticator, routingHeaders);
        return services.stream()
                .map(service -> ServerInterceptors.intercept(service, context))
                .toList();
    }
}
