package dev.parley.server.frontend.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether new calls should be sent here. Thread-safe. */
public final class Readiness {
    private final List<String> reasons = new CopyOnWriteArrayList<>(List.of("starting"));
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Why not, as lower-case words; empty when ready. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    public boolean ready() {
        return reasons.isEmpty();
    }

    /** Everything is up. */
    public void started() {
        reasons.remove("starting");
        listeners.forEach(Runnable::run);
    }

    /** The server is shutting down. */
    public void draining() {
        reasons.add("draining");
        listeners.forEach(Runnable::run);
    }

    /** Runs this after each change, on the thread that makes it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
