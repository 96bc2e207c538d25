package dev.parley.server.store;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A thread that keeps what has changed: once for all that comes while it waits, again after a while if that failed. */
public final class Keeper implements AutoCloseable {
    private static final long RETRY_SECONDS = 60;

    private final BooleanSupplier keep;
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;

    /**
     * A thread that has begun.
     *
     * @param name the thread's
     * @param keep says whether it went well
     */
    public Keeper(String name, BooleanSupplier keep) {
        this.keep = keep;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** There is something to keep. Does not block. */
    public void wake() {
        if (awaited.compareAndSet(false, true)) {
            thread.execute(this::run);
        }
    }

    private void run() {
        awaited.set(false);
        if (!keep.getAsBoolean() && awaited.compareAndSet(false, true)) {
            thread.schedule(this::run, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Begins nothing more. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
