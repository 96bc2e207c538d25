package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import dev.parley.server.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A sealed word by which a wrong key is known before anything is read or written with it. */
final class Canary {
    private static final String PLACE = "canary";

    private Canary() {}

    /** Whether there is one; there is none before a store has a key. */
    static boolean exists(Connection connection) throws SQLException {
        return !blobs(connection).isEmpty();
    }

    /** Puts one there, instead of another if there is one. */
    static void put(Connection connection, Keyring keys) throws SQLException {
        Sql.update(connection, "INSERT OR REPLACE INTO canary (id, sealed) VALUES (1, ?)", (Object)
                keys.seal(PLACE, Secret.of(PLACE)));
    }

    /**
     * Tries the keys.
     *
     * @throws StoreException they are not those of this store
     */
    static void check(Connection connection, Keyring keys) throws SQLException {
        for (byte[] blob : blobs(connection)) {
            try {
                keys.open(PLACE, blob);
            } catch (StoreException e) {
                throw new StoreException(
                        ("The key of %s is not the one that the store's secrets are sealed with. Put the right one back (the file "
                                        + "'key', or the variable %s), or restore a backup with 'parley restore'.")
                                .formatted(keys.origin(), KeyringSource.VARIABLE),
                        e);
            }
        }
    }

    private static List<byte[]> blobs(Connection connection) throws SQLException {
        return Sql.query(connection, row -> row.getBytes(1), "SELECT sealed FROM canary");
    }
}
