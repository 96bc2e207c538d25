package dev.parley.server;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.pool.LeasingPool;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lifts bans that are over, every so often, on a thread of its own, since tokens may be renewed meanwhile (BAN-02). */
final class BanSweeps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.pool");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-ban-sweeps").unstarted(task));

    /** Sweeps a provider's pool from now on, if it bans at all. */
    void watch(String provider, LeasingPool pool, PoolSettings.Ban settings) {
        if (settings.enabled()) {
            long millis = Math.max(1, settings.sweep().toMillis());
            timer.scheduleWithFixedDelay(() -> sweep(provider, pool), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void sweep(String provider, LeasingPool pool) {
        try {
            int lifted = pool.sweep();
            if (lifted > 0) {
                LOG.info("{} credentials of provider {} are no longer banned", lifted, provider);
            }
        } catch (RuntimeException e) {
            LOG.warn("the bans of provider {} could not be swept", provider, e);
        }
    }
}
