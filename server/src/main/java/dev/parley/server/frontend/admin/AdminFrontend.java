package dev.parley.server.frontend.admin;

import dev.parley.server.access.AdminSessions;
import dev.parley.server.metrics.AccessMetrics;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;

/** The admin API for listeners: its service with authentication around it, for any transport. Thread-safe. */
public final class AdminFrontend {
    private final BindableService service;
    private final AdminSessions sessions;
    private final AccessMetrics metrics;

    public AdminFrontend(AdminServices services, AccessMetrics metrics) {
        this(new AdminGrpcService(services), services.sessions(), metrics);
    }

    /** {@code service} is the one that is served to whom {@code sessions} lets in. */
    AdminFrontend(BindableService service, AdminSessions sessions, AccessMetrics metrics) {
        this.service = service;
        this.sessions = sessions;
        this.metrics = metrics;
        metrics.showRateLimits(AdminAuth.API, sessions::countedAddresses);
        sessions.onSweep(metrics::swept);
    }

    /** The service of one listener; {@code seesKeys}: whether it shows caller keys whole (AD-06). */
    public ServerServiceDefinition service(boolean seesKeys) {
        return ServerInterceptors.intercept(service, new AdminAuth(sessions, seesKeys, metrics));
    }
}
