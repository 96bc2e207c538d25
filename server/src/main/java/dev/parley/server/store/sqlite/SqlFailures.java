package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of SQLite means to an operator. */
final class SqlFailures {
    private static final int PRIMARY = 0xff;

    private SqlFailures() {}

    static StoreException of(Path database, SQLException failure) {
        return new StoreException(sentence(database, failure), failure);
    }

    /** A file that is not what was written. */
    static StoreException damaged(Path database) {
        return new StoreException(damage(database), null);
    }

    private static String sentence(Path database, SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damage(database);
            case SQLITE_FULL ->
                "The disk of the store is full: nothing was changed in %s. Free some space, or move the folder and set data.dir (--data)."
                        .formatted(database);
            case SQLITE_IOERR ->
                "The disk of the store failed: nothing was changed in %s (%s).".formatted(database, name(failure));
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "The store's file %s cannot be opened for writing (expected: a file and a folder that this user owns; set data.dir or --data for another)."
                        .formatted(database);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program holds the store's file %s. End it and try again.".formatted(database);
            default -> "The store's file %s could not be used (%s).".formatted(database, name(failure));
        };
    }

    private static String damage(Path database) {
        return ("The store's file %s is damaged. It is left as it is; put a backup in its place with "
                        + "'parley restore FILE --data %s'.")
                .formatted(database, database.getParent());
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** SQLite's messages may quote what is in the file: its names of failures do not. */
    private static String name(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? sqlite.getResultCode().name()
                : "no SQLite error";
    }
}
