package dev.parley.server.store.sqlite;

import dev.parley.server.metrics.StorageMetrics;
import dev.parley.server.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A folder that is locked, and its database, checked and in today's form, with the keys that fit it. */
record OpenStore(FolderLock lock, Writer writer, Keyring keys) implements AutoCloseable {

    static OpenStore open(Folder folder, Map<String, String> environment, StorageMetrics metrics) {
        FolderLock lock = lock(folder);
        try {
            Connection connection = connect(folder, environment);
            try {
                Keyring keys = keys(connection, folder, environment);
                return new OpenStore(lock, new Writer(connection, folder.database(), metrics), keys);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            lock.close();
            throw SqlFailures.of(folder.database(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Locks a folder, and makes it if it is not there. */
    static FolderLock lock(Folder folder) {
        try {
            PrivateFiles.makeFolder(folder.path());
        } catch (IOException e) {
            throw new StoreException(
                    "The store's folder %s cannot be made (set data.dir or --data for another)."
                            .formatted(folder.path()),
                    e);
        }
        return FolderLock.take(folder);
    }

    /** Finishes what is waiting and lets go of the folder. */
    @Override
    public void close() {
        writer.close();
        lock.close();
    }

    private static Connection connect(Folder folder, Map<String, String> environment) throws SQLException {
        if (Files.exists(folder.restoring())) {
            throw new StoreException(
                    "A restore of the store in %s was interrupted. Run 'parley restore' again."
                            .formatted(folder.path()),
                    null);
        }
        if (Files.exists(folder.log())) {
            checkUnclean(folder, environment);
        }
        makeFile(folder);
        Connection connection = Database.open(folder.database());
        try {
            if (Migrations.version(connection) == 0 && Files.exists(folder.key())) {
                throw new StoreException(
                        ("The store's file %s is gone or empty, and its key is still there. Restore a backup with 'parley restore', "
                                        + "or delete %s to begin anew.")
                                .formatted(folder.database(), folder.key()),
                        null);
            }
            Database.identify(connection, folder.database());
            Migrations.run(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Whether the log that an unclean end has left fits the file. By a connection that cannot write, since one that can
     * puts the log into the file when it is closed, even another store's.
     */
    private static void checkUnclean(Folder folder, Map<String, String> environment) throws SQLException {
        try (Connection connection = Database.readOnly(folder.database())) {
            Database.check(connection, folder.database());
            if (Migrations.version(connection) > 0 && Canary.exists(connection)) {
                Canary.check(connection, ownKeys(folder, environment));
            }
        }
    }

    /** SQLite would make it readable for others; what it makes beside it has the mode of this. */
    private static void makeFile(Folder folder) {
        if (Files.notExists(folder.database())) {
            try (FileChannel made = PrivateFiles.create(folder.database())) {
                made.force(true);
            } catch (IOException e) {
                throw new StoreException(
                        "The store's file %s cannot be made (set data.dir or --data for another folder)."
                                .formatted(folder.database()),
                        e);
            }
        }
    }

    /** The keys of this store; a new one if it has none yet. */
    private static Keyring keys(Connection connection, Folder folder, Map<String, String> environment)
            throws SQLException {
        boolean used = Canary.exists(connection);
        if (!used && KeyringSource.ofVariable(environment) == null && Files.notExists(folder.key())) {
            KeyringSource.write(
                    folder.key(),
                    new Keyring(List.of(DataKey.random()), folder.key().toString()));
        }
        Keyring keys = ownKeys(folder, environment);
        if (used) {
            Canary.check(connection, keys);
        } else {
            Canary.put(connection, keys);
        }
        return keys;
    }

    private static Keyring ownKeys(Folder folder, Map<String, String> environment) {
        Keyring variable = KeyringSource.ofVariable(environment);
        return variable == null ? KeyringSource.ofFile(folder.key()) : variable;
    }
}
