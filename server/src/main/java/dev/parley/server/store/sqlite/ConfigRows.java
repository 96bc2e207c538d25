package dev.parley.server.store.sqlite;

import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.Publication;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes a managed configuration; what has not changed is not written. */
final class ConfigRows {
    private final KeyRows keys;
    private final AccountRows accounts;

    ConfigRows(Keyring keyring) {
        this.keys = new KeyRows(keyring);
        this.accounts = new AccountRows(keyring);
    }

    ManagedConfig read(Connection connection) throws SQLException {
        return new ManagedConfig(
                keys.read(connection), accounts.read(connection), mapping(connection), publication(connection));
    }

    void write(Connection connection, ManagedConfig before, ManagedConfig next) throws SQLException {
        keys.write(connection, before.keys(), next.keys());
        accounts.write(connection, before.accounts(), next.accounts());
        if (!next.mapping().equals(before.mapping())) {
            Sql.update(
                    connection,
                    "INSERT OR REPLACE INTO mapping (id, fast, slow) VALUES (1, ?, ?)",
                    next.mapping().fast(),
                    next.mapping().slow());
        }
        Publication published = next.publication();
        if (published == null) {
            Sql.update(connection, "DELETE FROM publication");
        } else if (!published.equals(before.publication())) {
            Sql.update(
                    connection,
                    "INSERT OR REPLACE INTO publication (id, hash, at) VALUES (1, ?, ?)",
                    published.hash(),
                    published.at().toEpochMilli());
        }
    }

    /** Seals all anew. */
    void reseal(Connection connection) throws SQLException {
        keys.reseal(connection);
        accounts.reseal(connection);
    }

    private static ModelMapping mapping(Connection connection) throws SQLException {
        List<ModelMapping> found = Sql.query(
                connection,
                row -> new ModelMapping(row.getString("fast"), row.getString("slow")),
                "SELECT fast, slow FROM mapping");
        return found.isEmpty() ? ModelMapping.UNSET : found.getFirst();
    }

    private static @Nullable Publication publication(Connection connection) throws SQLException {
        List<Publication> found = Sql.query(
                connection,
                row -> new Publication(row.getString("hash"), Instant.ofEpochMilli(row.getLong("at"))),
                "SELECT hash, at FROM publication");
        return found.isEmpty() ? null : found.getFirst();
    }
}
