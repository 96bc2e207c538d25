package dev.parley.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The statements about turns. */
final class TurnRows {
    /** A turn and all that it continues, each with its distance; the first parameter is the turn. */
    private static final String CHAIN = """
            WITH RECURSIVE chain (id, previous, distance) AS (
                SELECT id, previous, 0 FROM response WHERE id = ?1
                UNION ALL
                SELECT response.id, response.previous, distance + 1
                FROM chain JOIN response ON response.id = chain.previous
            )
            """;

    private TurnRows() {}

    static void add(Connection connection, TurnRow turn) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO response (id, owner, created, expires, previous, deleted, bytes) VALUES (?, ?, ?, ?, ?, 0, ?)",
                turn.id(),
                turn.owner(),
                turn.created(),
                turn.expires(),
                turn.previous(),
                turn.bytes());
        Sql.update(
                connection,
                "INSERT INTO response_content (id, request, answer) VALUES (?, ?, ?)",
                turn.id(),
                turn.request(),
                turn.answer());
        for (String item : turn.items()) {
            Sql.update(
                    connection, "INSERT OR IGNORE INTO response_item (item, response) VALUES (?, ?)", item, turn.id());
        }
    }

    /** Whether its owner can see it. */
    static boolean visible(Connection connection, String id, String owner, Instant now) throws SQLException {
        return !Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT 1 FROM response WHERE id = ? AND owner = ? AND deleted = 0 AND expires > ?",
                        id,
                        owner,
                        now.toEpochMilli())
                .isEmpty();
    }

    static boolean exists(Connection connection, String id) throws SQLException {
        return !Sql.query(connection, row -> row.getInt(1), "SELECT 1 FROM response WHERE id = ?", id)
                .isEmpty();
    }

    /** A turn after those that it continues; at most so many, counted from it. */
    static List<TurnRow> chain(Connection connection, String id, int most) throws SQLException {
        return Sql.query(connection, TurnRow::read, CHAIN + """
                        SELECT response.*, request, answer
                        FROM chain JOIN response USING (id) JOIN response_content USING (id)
                        WHERE distance < ?2 ORDER BY distance DESC""", id, most);
    }

    /** The bytes of a turn and all that it continues. */
    static long bytes(Connection connection, String id) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getLong(1),
                        CHAIN + "SELECT sum(bytes) FROM chain JOIN response USING (id)",
                        id)
                .getFirst();
    }

    static void prolong(Connection connection, String id, Instant until) throws SQLException {
        Sql.update(
                connection,
                CHAIN + "UPDATE response SET expires = ?2 WHERE expires < ?2 AND id IN (SELECT id FROM chain)",
                id,
                until.toEpochMilli());
    }

    /** The turns that an item belongs to, the latest first. */
    static List<String> holders(Connection connection, String item, String owner, Instant now) throws SQLException {
        return Sql.query(connection, row -> row.getString(1), """
                SELECT id FROM response_item JOIN response ON id = response
                WHERE item = ? AND owner = ? AND deleted = 0 AND expires > ? ORDER BY created DESC LIMIT 1""", item, owner, now.toEpochMilli());
    }

    /** Deletes a turn that nothing continues, and what was kept for it alone; hides any other. */
    static void delete(Connection connection, String id) throws SQLException {
        Sql.update(connection, "UPDATE response SET deleted = 1 WHERE id = ?", id);
        List<String> next = List.of(id);
        while (!next.isEmpty()) {
            String turn = next.getFirst();
            next = Sql.query(connection, row -> row.getString(1), """
                    DELETE FROM response WHERE id = ?1 AND deleted = 1
                    AND NOT EXISTS (SELECT 1 FROM response WHERE previous = ?1) RETURNING previous""", turn);
        }
    }

    /** Deletes the turns that expire first until all others together have no more than so many bytes; false: cannot. */
    static boolean makeRoom(Connection connection, long most) throws SQLException {
        if (most < 0) {
            return false;
        }
        while (Sql.query(connection, row -> row.getLong(1), "SELECT bytes FROM response_total")
                        .getFirst()
                > most) {
            Sql.update(
                    connection,
                    "DELETE FROM response WHERE id = (SELECT id FROM response ORDER BY expires, created DESC LIMIT 1)");
        }
        return true;
    }

    /** Deletes turns that have expired, and tells how many. */
    static int sweep(Connection connection, Instant now, int most) throws SQLException {
        return Sql.query(connection, row -> 1, """
                        DELETE FROM response WHERE id IN (
                            SELECT id FROM response WHERE expires <= ? ORDER BY expires, created DESC LIMIT ?)
                        RETURNING 1""", now.toEpochMilli(), most).size();
    }

    /** Seals all contents with the first key of a ring that opens them, one at a time since they may be large. */
    static void reseal(Connection connection, Keyring keyring) throws SQLException {
        for (String id : Sql.query(connection, row -> row.getString(1), "SELECT id FROM response")) {
            for (TurnRow turn : chain(connection, id, 1)) {
                TurnRow anew = TurnRow.sealed(turn.opened(keyring), keyring);
                Sql.update(
                        connection,
                        "UPDATE response_content SET request = ?, answer = ? WHERE id = ?",
                        anew.request(),
                        anew.answer(),
                        id);
            }
        }
    }
}
