package dev.parley.server;

import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.OperatorAddresses;
import dev.parley.server.config.Settings;
import dev.parley.server.frontend.management.ManagementFrontend;
import dev.parley.server.store.sqlite.SqliteStore;
import io.grpc.BindableService;
import java.time.InstantSource;
import java.util.List;

/** What the management API manages. Part of the composition root. */
final class Management implements AutoCloseable {
    private final List<BindableService> services;
    private final ManagementAccess access;
    private final OperatorAddresses addresses;
    private final List<String> corsOrigins;

    /** Loads what is kept, and puts it into force. */
    Management(Settings settings, Providers providers, SqliteStore store, InstantSource clock) {
        this.access =
                new ManagementAccess(settings.access(), settings.management(), store.documents(), store.audit(), clock);
        this.addresses = new OperatorAddresses(settings.management(), clock);
        this.corsOrigins = settings.management().corsOrigins();
        this.services = List.of();
    }

    /** The management API, with its authentication before its services, an area each. */
    ManagementFrontend frontend() {
        return new ManagementFrontend(services, access, addresses, corsOrigins);
    }

    @Override
    public void close() {}
}
