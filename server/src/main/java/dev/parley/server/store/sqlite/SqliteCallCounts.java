package dev.parley.server.store.sqlite;

import dev.parley.server.store.CallCounts;
import dev.parley.server.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sums in memory, written to a table a second after they changed. */
final class SqliteCallCounts implements CallCounts, AutoCloseable {
    private final Map<String, Counts> sums = new ConcurrentHashMap<>();
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
    private final Behind behind = new Behind(this::save);
    private final Writer writer;

    SqliteCallCounts(Writer writer, Map<String, Counts> saved) {
        this.writer = writer;
        this.sums.putAll(saved);
    }

    /** What the table holds. */
    static Map<String, Counts> saved(Connection connection) throws SQLException {
        Map<String, Counts> all = new ConcurrentHashMap<>();
        Sql.query(
                connection,
                row -> all.put(
                        row.getString("caller"),
                        new Counts(
                                row.getLong("calls"),
                                row.getLong("failed"),
                                row.getLong("input_tokens"),
                                row.getLong("output_tokens"))),
                "SELECT * FROM call_count");
        return all;
    }

    @Override
    public void add(String caller, Counts more) {
        sums.merge(caller, more, SqliteCallCounts::sum);
        unsaved.add(caller);
        behind.changed();
    }

    @Override
    public Counts of(String caller) {
        return sums.getOrDefault(caller, Counts.NONE);
    }

    /** Saves what is not yet saved. Blocks until it is on the disk. */
    @Override
    public void close() {
        behind.close();
    }

    /** Writes sums and not differences, so that writing once more does no harm. */
    private void save() {
        Set<String> callers = Set.copyOf(unsaved);
        if (callers.isEmpty()) {
            return;
        }
        unsaved.removeAll(callers);
        try {
            writer.call(connection -> {
                for (String caller : callers) {
                    write(connection, caller, of(caller));
                }
                return true;
            });
        } catch (StoreException e) {
            unsaved.addAll(callers);
            throw e;
        }
    }

    private static void write(Connection connection, String caller, Counts counts) throws SQLException {
        Sql.update(
                connection,
                "INSERT OR REPLACE INTO call_count (caller, calls, failed, input_tokens, output_tokens) VALUES (?, ?, ?, ?, ?)",
                caller,
                counts.calls(),
                counts.failed(),
                counts.inputTokens(),
                counts.outputTokens());
    }

    private static Counts sum(Counts one, Counts other) {
        return new Counts(
                one.calls() + other.calls(),
                one.failed() + other.failed(),
                one.inputTokens() + other.inputTokens(),
                one.outputTokens() + other.outputTokens());
    }
}
