package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Caller keys, in the order of their positions. Each is bound to the made-up id of its row. */
final class KeyRows {
    private record Row(String id, long position, byte[] sealed) {}

    private final Keyring keyring;

    KeyRows(Keyring keyring) {
        this.keyring = keyring;
    }

    List<Secret> read(Connection connection) throws SQLException {
        return rows(connection).stream().map(this::open).toList();
    }

    void write(Connection connection, List<Secret> before, List<Secret> next) throws SQLException {
        if (before.equals(next)) {
            return;
        }
        Map<Secret, Row> old = new HashMap<>();
        for (Row row : rows(connection)) {
            old.put(open(row), row);
        }
        Positions positions = new Positions();
        for (Secret key : next) {
            Row row = old.remove(key);
            long position = positions.next(row == null ? null : row.position());
            if (row == null) {
                insert(connection, key, position);
            } else if (row.position() != position) {
                Sql.update(connection, "UPDATE caller_key SET position = ? WHERE id = ?", position, row.id());
            }
        }
        for (Row row : old.values()) {
            Sql.update(connection, "DELETE FROM caller_key WHERE id = ?", row.id());
        }
    }

    void reseal(Connection connection) throws SQLException {
        for (Row row : rows(connection)) {
            Sql.update(
                    connection,
                    "UPDATE caller_key SET sealed = ? WHERE id = ?",
                    keyring.seal(place(row.id()), open(row)),
                    row.id());
        }
    }

    private void insert(Connection connection, Secret key, long position) throws SQLException {
        String id = UUID.randomUUID().toString();
        Sql.update(
                connection,
                "INSERT INTO caller_key (id, position, sealed) VALUES (?, ?, ?)",
                id,
                position,
                keyring.seal(place(id), key));
    }

    private Secret open(Row row) {
        return keyring.open(place(row.id()), row.sealed());
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        return Sql.query(
                connection,
                row -> new Row(row.getString("id"), row.getLong("position"), row.getBytes("sealed")),
                "SELECT id, position, sealed FROM caller_key ORDER BY position");
    }

    private static String place(String id) {
        return "caller_key/" + id + "/sealed";
    }
}
