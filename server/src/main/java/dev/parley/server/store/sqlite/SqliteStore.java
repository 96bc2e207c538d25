package dev.parley.server.store.sqlite;

import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.StorageMetrics;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.BudgetTable;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ConfigHome;
import dev.parley.server.store.Documents;
import dev.parley.server.store.KeptTurns;
import dev.parley.server.store.StoreException;
import dev.parley.server.store.UsageRecord;
import dev.parley.server.store.UsageTable;
import java.nio.file.Path;
import java.util.Map;

/**
 * The store in a folder: what an operator changes, who changed it, what callers have used, and which answers they may
 * continue. What a method has kept outlives the process and the machine's power. Thread-safe; any thread may call,
 * virtual ones too.
 */
public final class SqliteStore implements AutoCloseable {
    private final OpenStore open;
    private final ConfigHome config;
    private final AuditLog audit;
    private final Documents documents;
    private final SqliteCallCounts calls;
    private final SqliteUsageTable usage;
    private final SqliteBudgetTable budgets;
    private final KeptTurns turns;

    private SqliteStore(
            OpenStore open,
            Map<String, CallCounts.Counts> counts,
            Map<UsageTable.Row, UsageRecord> used,
            Map<BudgetTable.Row, BudgetTable.Charged> charged) {
        this.open = open;
        this.config = new SqliteConfigHome(open.writer(), open.keys());
        this.audit = new SqliteAuditLog(open.writer());
        this.documents = new SqliteDocuments(open.writer(), open.keys());
        this.calls = new SqliteCallCounts(open.writer(), counts);
        this.usage = new SqliteUsageTable(open.writer(), used);
        this.budgets = new SqliteBudgetTable(open.writer(), charged);
        this.turns = new SqliteKeptTurns(open.writer(), open.keys());
    }

    /**
     * Opens the store of a folder, and makes both if they are not there. Blocks while the file is opened, and after an
     * unclean end while all of it is checked.
     *
     * @param folder see {@link dev.parley.server.store.DataFolder}
     * @param environment where {@code PARLEY_STORE_KEY} may be; unset: the key is in the folder
     * @throws StoreException somebody else holds the folder, the file is damaged or of a newer Parley, or the key does
     *     not fit; nothing was changed
     */
    public static SqliteStore open(Path folder, Map<String, String> environment) {
        return open(folder, environment, new Metrics().storage());
    }

    /** The same, with its transactions counted there. */
    public static SqliteStore open(Path folder, Map<String, String> environment, StorageMetrics metrics) {
        OpenStore open = OpenStore.open(new Folder(folder), environment, metrics);
        try {
            Writer writer = open.writer();
            return new SqliteStore(
                    open,
                    writer.call(SqliteCallCounts::saved),
                    writer.call(SqliteUsageTable::saved),
                    writer.call(SqliteBudgetTable::saved));
        } catch (StoreException e) {
            open.close();
            throw e;
        }
    }

    /** The managed configuration. */
    public ConfigHome config() {
        return config;
    }

    /** Who changed what. */
    public AuditLog audit() {
        return audit;
    }

    /** What an operator changed at run time. */
    public Documents documents() {
        return documents;
    }

    /** What callers have used. */
    public CallCounts calls() {
        return calls;
    }

    /** What calls have used, by who made them and when. */
    public UsageTable usage() {
        return usage;
    }

    /** What was charged to caller keys. */
    public BudgetTable budgets() {
        return budgets;
    }

    /** Answers that callers may continue. */
    public KeptTurns turns() {
        return turns;
    }

    /** Keeps what is not yet kept and lets go of the folder. Blocks until it has; once more does nothing. */
    @Override
    public void close() {
        try (open;
                calls;
                usage) {
            budgets.close();
        }
    }
}
