package dev.parley.server.store.sqlite;

import dev.parley.server.store.ConfigHome;
import dev.parley.server.store.ManagedConfig;

/** The managed configuration as rows. */
final class SqliteConfigHome implements ConfigHome {
    private final Writer writer;
    private final ConfigRows rows;

    SqliteConfigHome(Writer writer, Keyring keys) {
        this.writer = writer;
        this.rows = new ConfigRows(keys);
    }

    @Override
    public ManagedConfig load() {
        return writer.call(rows::read);
    }

    @Override
    public void save(ManagedConfig before, ManagedConfig next) {
        writer.call(connection -> {
            rows.write(connection, before, next);
            return true;
        });
    }

    @Override
    public boolean isDurable() {
        return true;
    }
}
