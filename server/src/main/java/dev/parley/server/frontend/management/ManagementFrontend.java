package dev.parley.server.frontend.management;

import dev.parley.server.access.ManagementAccess;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/** The management API for listeners: its services with authentication around them, for any transport. Thread-safe. */
public final class ManagementFrontend {
    /** Where it is over HTTP. */
    public static final String PATH = "/routes/api/management/";

    private final List<BindableService> services;
    private final ManagementAccess access;

    public ManagementFrontend(List<BindableService> services, ManagementAccess access) {
        this.services = List.copyOf(services);
        this.access = access;
    }

    /** The services of a listener. */
    public List<ServerServiceDefinition> services() {
        ManagementAuth auth = new ManagementAuth(access);
        return services.stream()
                .map(service -> ServerInterceptors.intercept(service, auth))
                .toList();
    }
}
