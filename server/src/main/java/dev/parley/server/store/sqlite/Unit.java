package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Work that somebody waits for. Owned by the writer's thread, but for {@link #await}. */
final class Unit<T> {
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final Work<T> work;
    private final Path database;
    private @Nullable Throwable failure;
    private @Nullable T outcome;

    Unit(Work<T> work, Path database) {
        this.work = work;
        this.database = database;
    }

    /**
     * Does the work inside an open transaction; if it fails, its changes alone are taken back.
     *
     * @throws SQLException the transaction is gone
     */
    @SuppressWarnings("TooBroadCatch") // whatever it is, it is the waiting thread's to see
    void run(Connection connection) throws SQLException {
        Sql.run(connection, "SAVEPOINT unit");
        failure = null;
        try {
            outcome = work.run(connection);
        } catch (Throwable e) {
            failure = e instanceof SQLException sql ? SqlFailures.of(database, sql) : e;
            Sql.run(connection, "ROLLBACK TO unit");
        }
        Sql.run(connection, "RELEASE unit");
    }

    /** Its transaction is on the disk. */
    @SuppressWarnings("NullAway") // work may give null where T is nullable
    void committed() {
        if (failure == null) {
            done.complete(outcome);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /** Its transaction came to nothing, by its own fault if it has one. */
    void failed(SQLException transaction) {
        done.completeExceptionally(failure == null ? SqlFailures.of(database, transaction) : failure);
    }

    /** Blocks until it is done, whatever interrupts: who waits must know how it ended. */
    T await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case StoreException store -> throw new StoreException(String.valueOf(store.getMessage()), store);
                case Error error -> throw error;
                case RuntimeException unchecked -> throw unchecked;
                case null, default -> throw e;
            }
        }
    }
}
