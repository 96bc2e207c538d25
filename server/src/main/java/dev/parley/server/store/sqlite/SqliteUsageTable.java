package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import dev.parley.server.store.UsageRecord;
import dev.parley.server.store.UsageTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Rows of a table, written a second after they changed. */
final class SqliteUsageTable implements UsageTable, AutoCloseable {
    private final Map<Row, UsageRecord> saved;
    /** Rows as they will be; empty: gone. */
    private final Map<Row, Optional<UsageRecord>> unsaved = new ConcurrentHashMap<>();

    private final Behind behind = new Behind(this::save);
    private final Writer writer;

    SqliteUsageTable(Writer writer, Map<Row, UsageRecord> saved) {
        this.writer = writer;
        this.saved = Map.copyOf(saved);
    }

    /** What the table holds. */
    static Map<Row, UsageRecord> saved(Connection connection) throws SQLException {
        Map<Row, UsageRecord> all = new HashMap<>();
        Sql.query(
                connection,
                row -> all.put(new Row(View.valueOf(row.getString("view")), row.getString("name")), read(row)),
                "SELECT * FROM usage");
        return all;
    }

    @Override
    public Map<Row, UsageRecord> saved() {
        return saved;
    }

    @Override
    public void put(Row row, UsageRecord record) {
        unsaved.put(row, Optional.of(record));
        behind.changed();
    }

    @Override
    public void remove(Row row) {
        unsaved.put(row, Optional.empty());
        behind.changed();
    }

    @Override
    public void close() {
        behind.close();
    }

    private void save() {
        Map<Row, Optional<UsageRecord>> taken = new HashMap<>();
        for (Row row : Set.copyOf(unsaved.keySet())) {
            Optional<UsageRecord> record = unsaved.remove(row);
            if (record != null) {
                taken.put(row, record);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            writer.call(connection -> {
                for (Map.Entry<Row, Optional<UsageRecord>> entry : taken.entrySet()) {
                    write(connection, entry.getKey(), entry.getValue());
                }
                return true;
            });
        } catch (StoreException e) {
            taken.forEach(unsaved::putIfAbsent);
            throw e;
        }
    }

    private static void write(Connection connection, Row row, Optional<UsageRecord> record) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM usage WHERE view = ? AND name = ?",
                row.view().name(),
                row.name());
        if (record.isPresent()) {
            UsageRecord now = record.get();
            Sql.update(
                    connection,
                    "INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row.view().name(),
                    row.name(),
                    now.requests(),
                    now.succeeded(),
                    now.promptTokens(),
                    now.completionTokens(),
                    now.estimated(),
                    now.createdAt().toEpochMilli(),
                    now.lastUsed().toEpochMilli());
        }
    }

    private static UsageRecord read(ResultSet row) throws SQLException {
        return new UsageRecord(
                row.getLong("requests"),
                row.getLong("succeeded"),
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"),
                row.getLong("estimated"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("last_used")));
    }
}
