package dev.parley.server.store.sqlite;

import dev.parley.server.store.AuditLog;
import java.time.Instant;
import java.util.List;

/** The audit log as a table. */
final class SqliteAuditLog implements AuditLog {
    private final Writer writer;

    SqliteAuditLog(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void add(Entry entry) {
        writer.call(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO audit (at, actor, address, action, subject) VALUES (?, ?, ?, ?, ?)",
                    entry.at().toEpochMilli(),
                    entry.actor(),
                    entry.address(),
                    entry.action(),
                    entry.subject());
            return true;
        });
    }

    @Override
    public List<Entry> latest(int most) {
        return writer.call(connection -> Sql.query(
                connection,
                row -> new Entry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("subject")),
                "SELECT * FROM audit ORDER BY id DESC LIMIT ?",
                most));
    }
}
