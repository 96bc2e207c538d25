package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import dev.parley.server.store.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents as a table. A row's seal is bound to its kind and id. */
final class SqliteDocuments implements Documents {
    private final Writer writer;
    private final Keyring keyring;

    SqliteDocuments(Writer writer, Keyring keyring) {
        this.writer = writer;
        this.keyring = keyring;
    }

    @Override
    public Map<String, String> all(Kind kind) {
        return writer.call(connection -> {
            Map<String, String> all = new LinkedHashMap<>();
            for (Row row : read(connection, "WHERE kind = ?", kind.name())) {
                all.put(row.id, keyring.open(row.place(), row.sealed).reveal());
            }
            return all;
        });
    }

    @Override
    public void apply(List<Change> changes) {
        writer.call(connection -> {
            for (Change change : changes) {
                apply(connection, change);
            }
            return true;
        });
    }

    /** Seals all of them with the first key of a ring that opens them. */
    static void reseal(Connection connection, Keyring keyring) throws SQLException {
        for (Row row : read(connection, "")) {
            Secret text = keyring.open(row.place(), row.sealed);
            put(connection, row.kind, row.id, keyring.seal(row.place(), text));
        }
    }

    private void apply(Connection connection, Change change) throws SQLException {
        String kind = change.kind().name();
        if (change.text() == null) {
            Sql.update(connection, "DELETE FROM document WHERE kind = ? AND id = ?", kind, change.id());
        } else {
            put(connection, kind, change.id(), keyring.seal(place(kind, change.id()), Secret.of(change.text())));
        }
    }

    private static void put(Connection connection, String kind, String id, byte[] sealed) throws SQLException {
        Sql.update(connection, """
                INSERT INTO document (kind, id, position, sealed)
                VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM document WHERE kind = ?1), ?3)
                ON CONFLICT (kind, id) DO UPDATE SET sealed = ?3""", kind, id, sealed);
    }

    private static List<Row> read(Connection connection, String where, Object... parameters) throws SQLException {
        return Sql.query(
                connection,
                row -> new Row(row.getString("kind"), row.getString("id"), row.getBytes("sealed")),
                "SELECT kind, id, sealed FROM document " + where + " ORDER BY position",
                parameters);
    }

    private static String place(String kind, String id) {
        return "document/" + kind + '/' + id;
    }

    private record Row(String kind, String id, byte[] sealed) {
        String place() {
            return SqliteDocuments.place(kind, id);
        }
    }
}
