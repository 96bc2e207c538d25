package dev.parley.server;

import dev.parley.server.config.Settings;
import dev.parley.server.store.sqlite.SqliteStore;
import io.grpc.BindableService;
import java.time.InstantSource;
import java.util.List;

/** What the management API manages. Part of the composition root. */
final class Management implements AutoCloseable {
    private final List<BindableService> services;

    /** Loads what is kept, and puts it into force. */
    Management(Settings settings, Providers providers, SqliteStore store, InstantSource clock) {
        this.services = List.of();
    }

    /** The services of the management API, an area each; not yet behind its authentication. */
    List<BindableService> services() {
        return services;
    }

    @Override
    public void close() {}
}
