package dev.parley.server;

import dev.parley.server.store.StoreException;
import dev.parley.server.store.sqlite.SqliteStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of a gateway, opened when somebody first needs it: at the start where something is administered, else
 * perhaps never, so that nobody's start waits for what he does not use. Thread-safe.
 */
final class StoreAtNeed implements AutoCloseable {
    private final Supplier<SqliteStore> opener;
    private @Nullable SqliteStore store;
    private boolean closed;

    StoreAtNeed(Supplier<SqliteStore> opener) {
        this.opener = opener;
    }

    /**
     * The store; blocks while it is opened.
     *
     * @throws StoreException it cannot be opened now, or was closed
     */
    synchronized SqliteStore get() {
        if (closed) {
            throw new StoreException("The store is closed, since the server has stopped.", null);
        }
        SqliteStore open = store == null ? opened() : store;
        store = open;
        return open;
    }

    /** Closes it if it is open. */
    @Override
    public synchronized void close() {
        closed = true;
        if (store != null) {
            store.close();
        }
    }

    /** Opened by a thread that is no virtual one, as SQLite's native calls would pin that. */
    private SqliteStore opened() {
        try {
            return CompletableFuture.supplyAsync(
                            opener,
                            task -> Thread.ofPlatform()
                                    .name("parley-store-open")
                                    .start(task))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException store) {
                throw new StoreException(String.valueOf(store.getMessage()), store);
            }
            throw e;
        }
    }
}
