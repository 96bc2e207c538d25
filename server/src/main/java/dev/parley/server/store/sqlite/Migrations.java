package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings a database from the form it has to the one this Parley knows, a step a transaction. */
final class Migrations {
    /** The steps in their order; the database holds how many it has had. A step that was published never changes. */
    private static final List<String> STEPS =
            List.of("001-first.sql", "002-documents.sql", "003-usage.sql", "004-responses.sql", "005-budgets.sql");

    private Migrations() {}

    /** How many steps a database has had; 0 for a new one. */
    static int version(Connection connection) throws SQLException {
        return Sql.number(connection, "PRAGMA user_version");
    }

    /** Takes the steps that are missing. */
    static void run(Connection connection) throws SQLException {
        for (int step = version(connection); step < STEPS.size(); step++) {
            Sql.run(
                    connection,
                    "BEGIN IMMEDIATE;%s;PRAGMA user_version = %d;COMMIT"
                            .formatted(Sql.resource(STEPS.get(step)), step + 1));
        }
    }

    /**
     * Looks whether this Parley knows the form of a file.
     *
     * @throws StoreException a newer one made it
     */
    static void refuseNewer(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new StoreException(
                    ("%s is of a newer Parley (its form is %d, and this one knows forms up to %d). Run that Parley, or set "
                                    + "data.dir or --data for another folder.")
                            .formatted(file, version, STEPS.size()),
                    null);
        }
    }
}
