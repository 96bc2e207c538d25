package dev.parley.server.guard;

import dev.parley.server.config.MemorySettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twenty times a second how much of the heap is in use, and has room made before it is full: new calls are
 * refused, and then the newest ones are ended, until there is room again.
 */
public final class HeapGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.memory");
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** While little is left, garbage is not to be taken for something in use for longer than this. */
    private static final Duration OLDEST = Duration.ofSeconds(2);

    private final MemorySettings settings;
    private final HeapUse heap;
    private final Relief relief;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parley-memory").factory());
    private boolean full;
    private boolean shedding;

    /** What makes room. Called by one thread; must not block. */
    public interface Relief {
        /** Whether new calls are to be refused from now on. */
        void full(boolean full);

        /** Ends some of the newest calls; tells how many. */
        int shed();
    }

    /** Looks until it is closed. */
    public HeapGuard(MemorySettings settings, HeapUse heap, Relief relief) {
        this.settings = settings;
        this.heap = heap;
        this.relief = relief;
        looks.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        int percent = heap.percent(shedding ? Duration.ZERO : OLDEST);
        refuse(percent >= settings.refuseAt(), percent);
        shedding = percent >= settings.shedAt();
        if (shedding) {
            LOG.warn("{} % of the heap is in use: {} calls are ended (memory.shed-at)", percent, relief.shed());
        }
    }

    private void refuse(boolean now, int percent) {
        if (now == full) {
            return;
        }
        full = now;
        relief.full(now);
        LOG.warn("{} % of the heap is in use: new calls are {} (memory.refuse-at)", percent, now ? "refused" : "taken");
    }
}
