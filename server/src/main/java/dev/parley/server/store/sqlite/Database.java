package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/** Connections to a store's file. */
final class Database {
    /** "PARL": says whose file it is. */
    private static final int APPLICATION = 1346458188;

    /** How long to wait for a backup that is reading, and for the end of a process. */
    private static final String WAIT = "PRAGMA busy_timeout = 5000;";

    private Database() {}

    /** A connection that keeps what it writes: a commit that has returned outlives the machine. */
    static Connection open(Path file) throws SQLException {
        return connect(
                new SQLiteConfig(),
                file,
                WAIT + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                        + "PRAGMA secure_delete = ON");
    }

    /** A connection for reading, beside that of a running server. */
    static Connection read(Path file) throws SQLException {
        return connect(new SQLiteConfig(), file, WAIT);
    }

    /** A connection that changes neither the file nor the log beside it. */
    static Connection readOnly(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return connect(config, file, WAIT);
    }

    /**
     * Reads the whole file for damage.
     *
     * @throws StoreException it is damaged
     */
    static void check(Connection connection, Path file) throws SQLException {
        List<String> faults = Sql.query(connection, row -> row.getString(1), "PRAGMA quick_check(1)");
        if (!faults.equals(List.of("ok"))) {
            throw SqlFailures.damaged(file);
        }
    }

    /**
     * Looks whose file it is.
     *
     * @throws StoreException another program's, or a newer Parley's
     */
    static void identify(Connection connection, Path file) throws SQLException {
        if (Migrations.version(connection) > 0 && Sql.number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new StoreException("The file %s is no store of Parley's.".formatted(file), null);
        }
        Migrations.refuseNewer(connection, file);
    }

    private static Connection connect(SQLiteConfig config, Path file, String settings) throws SQLException {
        Connection connection = load(config, file);
        try {
            Sql.run(connection, settings);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection load(SQLiteConfig config, Path file) throws SQLException {
        try {
            return config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            if (e instanceof SQLiteException) {
                throw e;
            }
            throw new StoreException(
                    "SQLite's library cannot be loaded (expected: a folder for temporary files that libraries may be run from). "
                            + "Name one with PARLEY_JAVA_OPTS=-Dorg.sqlite.tmpdir=DIR",
                    e);
        }
    }
}
