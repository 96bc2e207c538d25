package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves what has changed a second later, so that what changes often is written seldom. Thread-safe. */
final class Behind implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Behind.class);
    private static final int SECONDS_BETWEEN = 1;

    /** It has no thread until something is due, and drops what comes after the end. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("parley-store-counts").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicBoolean due = new AtomicBoolean();
    private final Runnable save;

    /** {@code save} writes what is unsaved, and is run by one thread at a time; what it throws is tried again. */
    Behind(Runnable save) {
        this.save = save;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Something has changed. */
    void changed() {
        if (due.compareAndSet(false, true)) {
            timer.schedule(this::saveLater, SECONDS_BETWEEN, TimeUnit.SECONDS);
        }
    }

    /** Saves what is not yet saved. Blocks until it is on the disk. */
    @Override
    public void close() {
        timer.close();
        save.run();
    }

    private void saveLater() {
        due.set(false);
        try {
            save.run();
        } catch (StoreException e) {
            LOG.warn("Counts were not saved and will be with the next: {}", e.getMessage());
        }
    }
}
