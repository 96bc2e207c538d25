package dev.parley.server.store.sqlite;

import dev.parley.server.store.BudgetTable;
import dev.parley.server.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Rows of a table, written a second after they changed. */
final class SqliteBudgetTable implements BudgetTable, AutoCloseable {
    private final Map<Row, Charged> saved;
    private final Map<Row, Charged> unsaved = new ConcurrentHashMap<>();
    private final Behind behind = new Behind(this::save);
    private final Writer writer;

    SqliteBudgetTable(Writer writer, Map<Row, Charged> saved) {
        this.writer = writer;
        this.saved = Map.copyOf(saved);
    }

    /** What the table holds. */
    static Map<Row, Charged> saved(Connection connection) throws SQLException {
        Map<Row, Charged> all = new HashMap<>();
        Sql.query(
                connection,
                row -> all.put(
                        new Row(row.getString("caller"), Period.valueOf(row.getString("period"))),
                        new Charged(row.getString("name"), row.getLong("tokens"), row.getLong("estimated"))),
                "SELECT * FROM budget");
        return all;
    }

    @Override
    public Map<Row, Charged> saved() {
        return saved;
    }

    @Override
    public void put(Row row, Charged charged) {
        unsaved.put(row, charged);
        behind.changed();
    }

    /** Saves what is not yet saved. Blocks until it is on the disk. */
    @Override
    public void close() {
        behind.close();
    }

    private void save() {
        Map<Row, Charged> taken = new HashMap<>();
        for (Row row : Set.copyOf(unsaved.keySet())) {
            Charged charged = unsaved.remove(row);
            if (charged != null) {
                taken.put(row, charged);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            writer.call(connection -> {
                for (Map.Entry<Row, Charged> entry : taken.entrySet()) {
                    write(connection, entry.getKey(), entry.getValue());
                }
                return true;
            });
        } catch (StoreException e) {
            taken.forEach(unsaved::putIfAbsent);
            throw e;
        }
    }

    private static void write(Connection connection, Row row, Charged charged) throws SQLException {
        Sql.update(
                connection,
                "INSERT OR REPLACE INTO budget VALUES (?, ?, ?, ?, ?)",
                row.caller(),
                row.period().name(),
                charged.name(),
                charged.tokens(),
                charged.estimated());
    }
}
