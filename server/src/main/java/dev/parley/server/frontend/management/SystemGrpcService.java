package dev.parley.server.frontend.management;

import dev.parley.management.v1.GatewayCapabilities;
import dev.parley.management.v1.GetCapabilitiesRequest;
import dev.parley.management.v1.GetHealthRequest;
import dev.parley.management.v1.GetMetricsRequest;
import dev.parley.management.v1.GetSystemRequest;
import dev.parley.management.v1.GetUsageRequest;
import dev.parley.management.v1.Health;
import dev.parley.management.v1.SystemInfo;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.management.v1.Usage;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.frontend.transcode.HttpExchange;
import dev.parley.server.management.system.CapabilitiesReport;
import dev.parley.server.management.system.HealthReport;
import dev.parley.server.management.system.SystemReport;
import dev.parley.server.management.system.UsageAnswers;
import dev.parley.server.metrics.MetricsText;
import io.grpc.stub.StreamObserver;

/** {@code parley.management.v1.SystemService}: hands each rpc to whoever knows. */
public final class SystemGrpcService extends SystemServiceGrpc.SystemServiceImplBase {
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final Reports reports;

    /** Who knows what. */
    public record Reports(
            SystemReport system,
            HealthReport health,
            CapabilitiesReport capabilities,
            MetricsText metrics,
            UsageAnswers usage) {}

    public SystemGrpcService(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void getSystem(GetSystemRequest request, StreamObserver<SystemInfo> observer) {
        Answers.one(observer, reports.system()::info);
    }

    @Override
    public void getHealth(GetHealthRequest request, StreamObserver<Health> observer) {
        Answers.one(observer, this::health);
    }

    @Override
    public void getMetrics(GetMetricsRequest request, StreamObserver<dev.parley.management.v1.MetricsText> observer) {
        Answers.one(observer, this::metrics);
    }

    @Override
    public void getUsage(GetUsageRequest request, StreamObserver<Usage> observer) {
        Answers.one(observer, () -> reports.usage().usage(request));
    }

    @Override
    public void getCapabilities(GetCapabilitiesRequest request, StreamObserver<GatewayCapabilities> observer) {
        Answers.one(
                observer,
                () -> reports.capabilities()
                        .capabilities(AskedListener.current().provider()));
    }

    private Health health() {
        Health health = reports.health().health();
        if (!health.getHealthy()) {
            HttpExchange.current().ifPresent(http -> http.status(UNAVAILABLE));
        }
        return health;
    }

    private dev.parley.management.v1.MetricsText metrics() {
        HttpExchange.current().ifPresent(this::metrics);
        return dev.parley.management.v1.MetricsText.newBuilder()
                .setText(reports.metrics().prometheus())
                .build();
    }

    private void metrics(HttpExchange http) {
        if (isJsonAlone(http.accept())) {
            http.body(JSON, reports.metrics().json());
        } else {
            http.body(TEXT, reports.metrics().prometheus());
        }
    }

    private static boolean isJsonAlone(String accept) {
        return accept.contains(JSON) && !accept.contains("text/") && !accept.contains("*/*");
    }
}
