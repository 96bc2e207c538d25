package dev.parley.server.frontend.admin;

import dev.parley.server.access.AdminSessions;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;

/** The admin API for listeners: its service with authentication around it, for any transport. Thread-safe. */
public final class AdminFrontend {
    private final BindableService service;
    private final AdminSessions sessions;

    public AdminFrontend(AdminServices services) {
        this(new AdminGrpcService(services), services.sessions());
    }

    /** {@code service} is the one that is served to whom {@code sessions} lets in. */
    AdminFrontend(BindableService service, AdminSessions sessions) {
        this.service = service;
        this.sessions = sessions;
    }

    /** The service of one listener; {@code seesKeys}: whether it shows caller keys whole (AD-06). */
    public ServerServiceDefinition service(boolean seesKeys) {
        return ServerInterceptors.intercept(service, new AdminAuth(sessions, seesKeys));
    }
}
