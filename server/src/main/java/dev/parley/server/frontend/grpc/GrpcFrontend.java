package dev.parley.server.frontend.grpc;

import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.model.v1.ModelServiceGrpc;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.Server;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.frontend.connection.CallerWatch;
import dev.parley.server.frontend.connection.NumberedStreams;
import dev.parley.server.frontend.health.Readiness;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.helidon.webserver.grpc.GrpcConfig;
import io.helidon.webserver.grpc.GrpcRouting;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** The gRPC side of all listeners: the services, the mends around them, and the limits of HTTP/2. Thread-safe. */
public final class GrpcFrontend implements AutoCloseable {
    private static final int HEADERS_MAX = 16 * 1024;
    private static final int WINDOW = 1 << 20;
    private static final int STREAMS_MAX = 1000;
    private static final int FRAME_MAX = 16 * 1024;

    /** Clients that cancel often are no attackers: this many early resets in ten seconds end a connection. */
    private static final int RAPID_RESETS_MAX = 1000;

    private static final Duration RAPID_RESET_PERIOD = Duration.ofSeconds(10);

    private final Server settings;
    private final List<BindableService> services;
    private final HealthStatusManager health = new HealthStatusManager();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-grpc-deadlines").unstarted(task));

    /** {@code total} is the longest a call may take, {@code heartbeat} how long a stream may be silent. */
    public GrpcFrontend(
            Server settings,
            ChatPipeline pipeline,
            ModelDirectory models,
            Pulse pulse,
            InstantSource clock,
            Duration total,
            Duration heartbeat,
            Readiness readiness) {
        this.settings = settings;
        this.services =
                List.of(new ChatGrpcService(pipeline, pulse, clock, total, heartbeat), new ModelGrpcService(models));
        readiness.onChange(() -> report(readiness));
        report(readiness);
    }

    /** The native services with authentication around them, for any transport. */
    public List<ServerServiceDefinition> nativeServices(Authenticator authenticator) {
        CallContext context = new CallContext(authenticator);
        return services.stream()
                .map(service -> ServerInterceptors.intercept(service, context))
                .toList();
    }

    /** What one listener serves over gRPC. */
    public GrpcRouting.Builder routing(Authenticator authenticator, boolean reflection) {
        GrpcGuard guard = new GrpcGuard(timer, CallerWatch::ofConnection);
        GrpcRouting.Builder routing = GrpcRouting.builder();
        for (ServerServiceDefinition service : served(authenticator, reflection)) {
            ServerServiceDefinition tolerant = TolerantService.of(service, settings.maxBodySize());
            routing.service(ServerInterceptors.intercept(tolerant, guard));
        }
        return routing;
    }

    /** HTTP/2 with its limits, and gRPC on it. */
    public Http2ConnectionSelector http2(Authenticator authenticator, boolean reflection) {
        GrpcConfig grpc = GrpcConfig.builder()
                .maxReadBufferSize(settings.maxBodySize())
                .enableCompression(true)
                .enableMetrics(false)
                .build();
        Set<String> methods = served(authenticator, reflection).stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor().getFullMethodName())
                .collect(Collectors.toSet());
        return Http2ConnectionSelector.builder()
                .http2Config(http2Config())
                .addSubProtocolSelector(new NumberedStreams())
                .addSubProtocolSelector(new GrpcStreams(grpc, methods, settings.grpcCompression()))
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private Http2Config http2Config() {
        return Http2Config.builder()
                .maxFrameSize(FRAME_MAX)
                .maxHeaderListSize(HEADERS_MAX)
                .maxConcurrentStreams(STREAMS_MAX)
                .initialWindowSize(WINDOW)
                .flowControlTimeout(settings.flowControlTimeout())
                .maxRapidResets(RAPID_RESETS_MAX)
                .rapidResetCheckPeriod(RAPID_RESET_PERIOD)
                .build();
    }

    private List<ServerServiceDefinition> served(Authenticator authenticator, boolean reflection) {
        List<ServerServiceDefinition> served = new ArrayList<>(nativeServices(authenticator));
        served.add(health.getHealthService().bindService());
        if (reflection) {
            BindableService files = ProtoReflectionServiceV1.newInstance();
            served.add(files.bindService());
            ServerServiceDefinition shown =
                    ServerInterceptors.intercept(files, new ReflectedServer(List.copyOf(served)));
            served.set(served.size() - 1, shown);
        }
        return served;
    }

    private void report(Readiness readiness) {
        ServingStatus status = readiness.ready() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(ChatServiceGrpc.SERVICE_NAME, status);
        health.setStatus(ModelServiceGrpc.SERVICE_NAME, status);
    }
}
