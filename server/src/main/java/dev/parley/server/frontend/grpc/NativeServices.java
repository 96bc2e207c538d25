package dev.parley.server.frontend.grpc;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.frontend.ModelDirectory;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The services for callers: chat, embeddings, pictures, models and kept answers. Thread-safe. */
public final class NativeServices {
    private final ChatPipeline pipeline;
    /** Those that call models, and those that do not. */
    private final List<BindableService> callers;

    private final List<BindableService> others;
    private final LiveSettings settings;

    /** {@code settings} say how long a call may take, how long a stream be silent, and what replies tell of routing. */
    public NativeServices(
            ChatPipeline pipeline, ModelDirectory models, Pulse pulse, InstantSource clock, LiveSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings;
        GrpcCalls calls = new GrpcCalls(pipeline, clock, settings);
        this.callers = List.of(
                new ChatGrpcService(calls, pipeline.tokens(), pulse, settings),
                new EmbeddingGrpcService(calls),
                new ImageGrpcService(calls, settings));
        this.others = List.of(
                new ModelGrpcService(models),
                new ResponseGrpcService(pipeline.conversations().answers()));
    }

    /** The services with authentication around them, for any transport. */
    public List<ServerServiceDefinition> of(Authenticator authenticator) {
        return Stream.concat(of(callers, true, authenticator), of(others, false, authenticator))
                .toList();
    }

    private Stream<ServerServiceDefinition> of(
            List<BindableService> services, boolean calls, Authenticator authenticator) {
        CallContext context = new CallContext(
                authenticator, pipeline, calls, () -> settings.now().features().diagnostics());
        return services.stream().map(service -> ServerInterceptors.intercept(service, context));
    }
}
