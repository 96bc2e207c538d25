package dev.parley.server.guard;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The heap's use without its garbage: what the last collection of the old generation left, whichever collector the
 * process has. As long as all that is there, garbage included, is little, that is told instead, and the beans that know
 * more are not even loaded. For one thread.
 */
public final class CollectedHeap implements HeapUse {
    private static final int PERCENT = 100;

    private final Runtime runtime = Runtime.getRuntime();
    private final int little;
    private @Nullable Collections collections;

    /** {@code little}: so many percent are little. */
    public CollectedHeap(int little) {
        this.little = little;
    }

    @Override
    public int percent(Duration oldest) {
        int withGarbage = percent(runtime.totalMemory() - runtime.freeMemory());
        if (withGarbage < little) {
            return withGarbage;
        }
        if (collections == null) {
            collections = new Collections();
        }
        return percent(collections.used(oldest));
    }

    private int percent(long bytes) {
        return (int) (bytes * PERCENT / runtime.maxMemory());
    }

    /** What collections tell. */
    private final class Collections {
        private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        private final List<GarbageCollectorMXBean> old = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> pools.stream()
                        .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                        .anyMatch(
                                pool -> List.of(collector.getMemoryPoolNames()).contains(pool.getName())))
                .toList();
        private long seen = -1;
        private long seenAt;

        /** Bytes that the last one left. One that left much is not believed for longer than {@code oldest}. */
        long used(Duration oldest) {
            long count = count();
            if (count != seen) {
                seenAt = System.nanoTime();
            } else if (percent(left()) >= little && System.nanoTime() - seenAt >= oldest.toNanos()) {
                System.gc();
                count = count();
                seenAt = System.nanoTime();
            }
            seen = count;
            return left();
        }

        private long left() {
            return pools.stream()
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .filter(Objects::nonNull)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
        }

        private long count() {
            return old.stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
