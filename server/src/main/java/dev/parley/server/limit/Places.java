package dev.parley.server.limit;

import java.util.concurrent.atomic.AtomicLong;

/** How many are inside. Exact and thread-safe, without a lock. */
public final class Places {
    private final AtomicLong taken = new AtomicLong();

    /** Takes a place if fewer than {@code most} are taken; false if not. */
    public boolean take(long most) {
        while (true) {
            long now = taken.get();
            if (now >= most) {
                return false;
            }
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Gives one back; returns how many are taken still. */
    public long leave() {
        return taken.decrementAndGet();
    }

    public long taken() {
        return taken.get();
    }
}
