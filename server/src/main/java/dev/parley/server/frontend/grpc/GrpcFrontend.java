package dev.parley.server.frontend.grpc;

import dev.parley.server.config.Server;
import dev.parley.server.frontend.connection.CallerWatch;
import dev.parley.server.frontend.connection.NumberedStreams;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.metrics.GrpcMetrics;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC side of all listeners: the mends around their services, and the limits of HTTP/2. Thread-safe. */
public final class GrpcFrontend implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.grpc");

    private static final int HEADERS_MAX = 16 * 1024;
    private static final int WINDOW = 1 << 20;
    private static final int STREAMS_MAX = 1000;
    private static final int FRAME_MAX = 16 * 1024;

    /** Clients that cancel often are no attackers: this many early resets in ten seconds end a connection. */
    private static final int RAPID_RESETS_MAX = 1000;

    private static final Duration RAPID_RESET_PERIOD = Duration.ofSeconds(10);

    private final Server settings;
    private final Readiness readiness;
    private final GrpcMetrics metrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-grpc-deadlines").unstarted(task));

    /** {@code readiness} is what each listener's health service tells. */
    public GrpcFrontend(Server settings, Readiness readiness, GrpcMetrics metrics) {
        this.settings = settings;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** A listener's services over gRPC, and the HTTP/2 that they need. */
    public record Wire(GrpcRouting.Builder routing, Http2ConnectionSelector http2) {}

    /** Serves these services on one listener, with their health and, if wanted, their reflection. */
    public Wire serve(List<ServerServiceDefinition> services, boolean reflection) {
        List<ServerServiceDefinition> served = new ArrayList<>(services);
        served.add(health(services));
        if (reflection) {
            served.add(reflection(served));
        }
        return new Wire(routing(served), http2(served));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private GrpcRouting.Builder routing(List<ServerServiceDefinition> served) {
        GrpcGuard guard = new GrpcGuard(timer, CallerWatch::ofConnection, metrics);
        GrpcRouting.Builder routing = GrpcRouting.builder();
        for (ServerServiceDefinition service : served) {
            ServerServiceDefinition tolerant = TolerantService.of(service, settings.maxBodySize());
            routing.service(ServerInterceptors.intercept(tolerant, guard));
        }
        return routing;
    }

    /** HTTP/2 with its limits, and gRPC on it. */
    private Http2ConnectionSelector http2(List<ServerServiceDefinition> served) {
        GrpcConfig grpc = GrpcConfig.builder()
                .maxReadBufferSize(settings.maxBodySize())
                .enableCompression(true)
                .enableMetrics(false)
                .build();
        Set<String> methods = served.stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor().getFullMethodName())
                .collect(Collectors.toSet());
        methods.forEach(method -> LOG.debug("serves rpc {}", method));
        return Http2ConnectionSelector.builder()
                .http2Config(http2Config())
                .addSubProtocolSelector(new NumberedStreams())
                .addSubProtocolSelector(new GrpcStreams(grpc, methods, settings.grpcCompression(), metrics))
                .build();
    }

    private Http2Config http2Config() {
        return Http2Config.builder()
                .maxFrameSize(FRAME_MAX)
                .validatePath(false)
                .maxHeaderListSize(HEADERS_MAX)
                .maxConcurrentStreams(STREAMS_MAX)
                .initialWindowSize(WINDOW)
                .flowControlTimeout(settings.flowControlTimeout())
                .maxRapidResets(RAPID_RESETS_MAX)
                .rapidResetCheckPeriod(RAPID_RESET_PERIOD)
                .build();
    }

    private ServerServiceDefinition health(List<ServerServiceDefinition> services) {
        HealthStatusManager health = new HealthStatusManager();
        Runnable report = () -> {
            ServingStatus status = readiness.ready() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
            health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
            services.forEach(
                    service -> health.setStatus(service.getServiceDescriptor().getName(), status));
        };
        readiness.onChange(report);
        report.run();
        return health.getHealthService().bindService();
    }

    /** Shows these services, and itself. */
    private static ServerServiceDefinition reflection(List<ServerServiceDefinition> services) {
        BindableService files = ProtoReflectionServiceV1.newInstance();
        List<ServerServiceDefinition> shown = new ArrayList<>(services);
        shown.add(files.bindService());
        return ServerInterceptors.intercept(files, new ReflectedServer(shown));
    }
}
