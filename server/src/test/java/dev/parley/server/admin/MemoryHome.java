package dev.parley.server.admin;

import dev.parley.server.store.ConfigHome;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A home that remembers, checks what it is told, and can be broken or held up. */
final class MemoryHome implements ConfigHome {
    private final AtomicBoolean inside = new AtomicBoolean();
    private volatile ManagedConfig kept = ManagedConfig.EMPTY;
    volatile boolean broken;
    volatile boolean durable = true;
    volatile Runnable whileSaving = () -> {};

    @Override
    public ManagedConfig load() {
        return kept;
    }

    @Override
    public void save(ManagedConfig before, ManagedConfig next) {
        if (!inside.compareAndSet(false, true)) {
            throw new AssertionError("two threads at a time");
        }
        try {
            whileSaving.run();
            if (!before.equals(kept)) {
                throw new AssertionError("told of another configuration than the one that is kept");
            }
            if (broken) {
                throw new StoreException("the disk is full", null);
            }
            kept = next;
        } finally {
            inside.set(false);
        }
    }

    @Override
    public boolean isDurable() {
        return durable;
    }
}
