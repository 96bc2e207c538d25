package dev.parley.server.chat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The one timer of all open calls: it visits each {@link Beat} a few dozen times a second. Time limits, heartbeats and
 * the watch on a silent caller all hang on it, so that an event costs no timer of its own; they are late by at most one
 * interval. Thread-safe.
 */
public final class Pulse implements AutoCloseable {
    /** Nanoseconds between two visits. */
    public static final long INTERVAL = 25_000_000;

    /** What is visited. */
    @FunctionalInterface
    public interface Beat {
        /** Called on the pulse's thread; must neither block nor throw. {@code now} is {@link System#nanoTime()}. */
        void beat(long now);
    }

    private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    public Pulse() {
        thread = Thread.ofPlatform().daemon().name("parley-pulse").start(this::run);
    }

    /** Visits this one from now on. */
    public void add(Beat beat) {
        boolean wasIdle = beats.isEmpty();
        beats.add(beat);
        if (wasIdle) {
            LockSupport.unpark(thread);
        }
    }

    /** Visits it no more; a visit may be under way. */
    public void remove(Beat beat) {
        beats.remove(beat);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (beats.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, INTERVAL);
                long now = System.nanoTime();
                beats.forEach(beat -> beat.beat(now));
            }
        }
    }
}
