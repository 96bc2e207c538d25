package dev.parley.server.store.sqlite;

import dev.parley.server.metrics.StorageMetrics;
import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that talks to the database, for reading too: SQLite's native calls would pin a virtual thread to its
 * carrier. What has come in meanwhile shares a transaction, and so one wait for the disk.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 1024;

    private final Inbox<Unit<?>> inbox = new Inbox<>(MOST_WAITING);
    private final Connection connection;
    private final Path database;
    private final StorageMetrics metrics;
    private final Thread thread;

    /** Takes over the connection. */
    Writer(Connection connection, Path database, StorageMetrics metrics) {
        this.connection = connection;
        this.database = database;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().daemon().name("parley-store").start(this::run);
    }

    /**
     * Does work in a transaction. Blocks until it is on the disk, and before that while too much is waiting.
     *
     * @throws StoreException nothing was changed
     */
    <T> T call(Work<T> work) {
        Unit<T> unit = new Unit<>(work, database);
        if (!inbox.put(unit)) {
            throw new StoreException("The store is closed: nothing was changed.", null);
        }
        long begun = System.nanoTime();
        boolean well = false;
        try {
            T outcome = unit.await();
            well = true;
            return outcome;
        } finally {
            metrics.done(well, System.nanoTime() - begun);
        }
    }

    /** Finishes what is waiting and closes the connection. Blocks until that is done, whatever interrupts. */
    @Override
    public void close() {
        inbox.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (connection) {
            for (List<Unit<?>> group = inbox.take(); !group.isEmpty(); group = inbox.take()) {
                commit(group);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(database, e);
        }
    }

    /**
     * If all together fail, such as on a full disk, each is tried alone: one that asks too much must not fail others.
     */
    private void commit(List<Unit<?>> group) {
        try {
            Sql.run(connection, "BEGIN IMMEDIATE");
            for (Unit<?> unit : group) {
                unit.run(connection);
            }
            Sql.run(connection, "COMMIT");
            group.forEach(Unit::committed);
        } catch (SQLException e) {
            rollBack();
            if (group.size() == 1) {
                group.getFirst().failed(e);
            } else {
                group.forEach(unit -> commit(List.of(unit)));
            }
        }
    }

    private void rollBack() {
        try {
            Sql.run(connection, "ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("SQLite had rolled back by itself");
        }
    }
}
