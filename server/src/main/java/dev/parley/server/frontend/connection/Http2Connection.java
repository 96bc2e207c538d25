package dev.parley.server.frontend.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection. Helidon reads it all the time but keeps resets to itself, so the bytes are looked at on their way:
 * an RST_STREAM frame or the connection's end tells the watches of the streams concerned.
 *
 * <p>{@link #get()} is called by the connection's thread alone; the lock guards the watches.
 */
final class Http2Connection extends CallerConnection {
    /** Resets that came before their stream was watched; older ones are forgotten. */
    private static final int EARLY_RESETS_MAX = 256;

    private final Supplier<byte @Nullable []> socket;
    private final ResetFinder resets = new ResetFinder(this::reset);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Runnable, Integer> watches = new HashMap<>();
    private final Map<Integer, Boolean> earlyResets = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > EARLY_RESETS_MAX;
        }
    };
    private boolean ended;

    Http2Connection(Supplier<byte @Nullable []> socket) {
        this.socket = socket;
    }

    @Override
    public byte @Nullable [] get() {
        byte[] bytes;
        try {
            bytes = socket.get();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        if (bytes == null) {
            end();
        } else {
            resets.feed(bytes);
        }
        return bytes;
    }

    @Override
    CallerWatch watch(int streamId) {
        return gone -> onGone(streamId, gone);
    }

    @Override
    boolean busy() {
        lock.lock();
        try {
            return !watches.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private CallerWatch.Watch onGone(int streamId, Runnable gone) {
        lock.lock();
        try {
            if (ended || earlyResets.containsKey(streamId)) {
                Thread.startVirtualThread(gone);
            } else {
                watches.put(gone, streamId);
            }
        } finally {
            lock.unlock();
        }
        return () -> forget(gone);
    }

    private void forget(Runnable gone) {
        lock.lock();
        try {
            watches.remove(gone);
        } finally {
            lock.unlock();
        }
    }

    private void reset(int streamId) {
        lock.lock();
        try {
            if (!tell(streamId)) {
                earlyResets.put(streamId, true);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean tell(int streamId) {
        List<Runnable> told = new ArrayList<>();
        watches.forEach((gone, stream) -> {
            if (stream == streamId) {
                told.add(gone);
            }
        });
        told.forEach(watches::remove);
        told.forEach(Thread::startVirtualThread);
        return !told.isEmpty();
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            watches.keySet().forEach(Thread::startVirtualThread);
            watches.clear();
        } finally {
            lock.unlock();
        }
    }
}
