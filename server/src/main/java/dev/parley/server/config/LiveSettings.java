package dev.parley.server.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The settings in force. Who lets a setting work at once asks for it each time it needs it, or hears of changes; who
 * asks once, at the start, has one that needs a restart. {@link RuntimeSettings} says which is which. Thread-safe.
 */
public final class LiveSettings {
    private final Settings started;
    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private volatile Settings now;

    public LiveSettings(Settings started) {
        this.started = started;
        this.now = started;
    }

    /** Those that the process was started with; what needs a restart is as it is here. */
    public Settings started() {
        return started;
    }

    /** Those that were put into force last. */
    public Settings now() {
        return now;
    }

    /** From now on this hears of every change; it must not fail. */
    public void onChange(Consumer<Settings> listener) {
        listeners.add(listener);
    }

    /** Puts settings into force, as far as they work at once. One call at a time. */
    public void put(Settings changed) {
        now = changed;
        listeners.forEach(listener -> listener.accept(changed));
    }
}
