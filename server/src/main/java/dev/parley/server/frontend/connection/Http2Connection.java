package dev.parley.server.frontend.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection. Helidon reads it all the time but keeps resets to itself, so the bytes are looked at on their
 * way: an RST_STREAM frame or the connection's end tells the watches of the streams concerned.
 *
 * <p>A reset of a stream that is over is nothing unusual (the client cancels as the answer ends, or answers a frame
 * that was on its way), but Helidon ends the whole connection for it. Such a one is not shown to Helidon.
 *
 * <p>{@link #get()} is called by the connection's thread alone; the lock guards everything else.
 */
final class Http2Connection extends CallerConnection {
    private final Supplier<byte @Nullable []> socket;
    private final ResetFinder resets = new ResetFinder(this::reset);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Runnable, Integer> watches = new HashMap<>();
    private final Set<Integer> resetStreams = recent();
    private final Set<Integer> servedStreams = recent();
    private boolean ended;

    Http2Connection(String address, Supplier<byte @Nullable []> socket) {
        super(address);
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

    @Override
    void served(int streamId) {
        lock.lock();
        try {
            servedStreams.add(streamId);
        } finally {
            lock.unlock();
        }
    }

    private CallerWatch.Watch onGone(int streamId, Runnable gone) {
        lock.lock();
        try {
            if (ended || resetStreams.contains(streamId)) {
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

    /** A client resets a stream; whether Helidon may know. */
    private boolean reset(int streamId) {
        lock.lock();
        try {
            boolean first = resetStreams.add(streamId);
            tell(streamId);
            return first && !servedStreams.contains(streamId);
        } finally {
            lock.unlock();
        }
    }

    private void tell(int streamId) {
        List<Runnable> told = new ArrayList<>();
        watches.forEach((gone, stream) -> {
            if (stream == streamId) {
                told.add(gone);
            }
        });
        told.forEach(watches::remove);
        told.forEach(Thread::startVirtualThread);
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

    /** A set that forgets the oldest of very many. */
    private static Set<Integer> recent() {
        return Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final int MOST = 1024;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
                return size() > MOST;
            }
        });
    }
}
