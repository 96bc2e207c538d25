package dev.parley.server.faults;

import java.lang.management.ManagementFactory;

/** What lives on the heap of this process. */
public final class LiveHeap {
    private LiveHeap() {}

    /** Bytes that are in use, once all that nobody needs has gone. Blocks until then. */
    public static long bytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
