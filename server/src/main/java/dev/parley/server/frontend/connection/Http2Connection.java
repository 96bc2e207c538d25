package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection. Helidon reads it all the time but keeps resets to itself, so the bytes are looked at on their
 * way: an RST_STREAM frame or the connection's end tells the watches of the streams concerned, and a {@link FrameClock}
 * bounds what Helidon does not: how long a frame takes, and how many there are that ask for nothing.
 *
 * <p>A reset of a stream that is over is nothing unusual (the client cancels as the answer ends, or answers a frame
 * that was on its way), but Helidon ends the whole connection for it. Such a one is not shown to Helidon.
 *
 * <p>{@link #get()} is called by the connection's thread alone; the lock guards everything else.
 */
final class Http2Connection extends CallerConnection {
    /** Bytes, half of a connection's window. */
    private static final int UNSEEN_MOST = 512 * 1024;

    private final Supplier<byte @Nullable []> socket;
    private final ConnectionSettings limits;
    private final FrameClock clock;
    private final FrameHeads frames = new FrameHeads(this::frame);
    private final Map<Integer, BodyRead> bodies = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Runnable, Integer> watches = new HashMap<>();
    private final Set<Integer> resetStreams = recent();
    private final Set<Integer> servedStreams = recent();
    private final Map<Integer, Thread> serving = new HashMap<>();
    private Set<Integer> halfSent = Set.of();
    private volatile boolean ended;
    private boolean frameBegan;
    private int unseen;

    Http2Connection(Accepted accepted, ConnectionSettings limits, Supplier<byte @Nullable []> socket) {
        super(accepted);
        this.limits = limits;
        this.clock = new FrameClock(limits, accepted.since());
        this.socket = socket;
    }

    @Override
    public byte[] get() {
        byte[] bytes = socket.get();
        if (bytes == null) {
            throw isLate() ? late() : new CloseConnectionException("The caller has closed the connection");
        }
        feed(bytes);
        return bytes;
    }

    private void feed(byte[] bytes) {
        frameBegan = false;
        frames.feed(bytes);
        clock.fed(frames.isWithinFrame(), frameBegan);
    }

    private Http2Exception late() {
        return clock.isWithin()
                ? new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "The frame did not come in time.")
                : new Http2Exception(Http2ErrorCode.NO_ERROR, "There was no request for long.");
    }

    /** A frame has begun; whether Helidon may see it. */
    private boolean frame(int type, int flags, int streamId, int length) {
        frameBegan = true;
        if (!clock.frame(type, flags, streamId, length)) {
            throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "Too many frames that are of no request.");
        }
        return switch (type) {
            case FrameType.DATA -> data(streamId, length);
            case FrameType.RST_STREAM -> reset(streamId);
            default -> true;
        };
    }

    /**
     * A stream's data have begun; whether Helidon may see them. Clients may send some behind their own reset (Netty
     * does), for which Helidon would end the connection. What it does not see it does not give back to the connection's
     * window either, which is why too much of it ends the connection.
     */
    private boolean data(int streamId, int length) {
        BodyRead body = bodies.get(streamId);
        if (body != null) {
            body.came(length);
            clock.bodyGoesOn();
        }
        if (!isReset(streamId)) {
            return true;
        }
        unseen += length;
        if (unseen > UNSEEN_MOST) {
            throw new Http2Exception(Http2ErrorCode.NO_ERROR, "Too much came for streams that were reset.");
        }
        return false;
    }

    private boolean isReset(int streamId) {
        lock.lock();
        try {
            return resetStreams.contains(streamId);
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean isOverdue(long now) {
        bodies.values().forEach(body -> body.visit(now, limits));
        return clock.isOverdue(now);
    }

    @Override
    void reading(int streamId, BodyRead read) {
        bodies.put(streamId, read);
    }

    @Override
    void read(int streamId) {
        bodies.remove(streamId);
    }

    @Override
    void begun() {
        clock.begun();
    }

    @Override
    CallerWatch watch(int streamId) {
        return new CallerWatch() {
            @Override
            public Watch onGone(Runnable gone) {
                return Http2Connection.this.onGone(streamId, gone);
            }

            @Override
            public boolean isOver() {
                return ended;
            }
        };
    }

    @Override
    void serving(int streamId) {
        lock.lock();
        try {
            if (halfSent.contains(streamId)) {
                Thread.currentThread().interrupt();
            } else {
                serving.put(streamId, Thread.currentThread());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    void served(int streamId) {
        clock.ended();
        lock.lock();
        try {
            serving.remove(streamId);
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

    /**
     * The connection has ended. Whoever serves a request that has not come in whole waits for the rest of it, and in
     * Helidon for ever: such threads are woken.
     */
    @Override
    void ended() {
        lock.lock();
        try {
            ended = true;
            halfSent = clock.halfSent();
            halfSent.stream().map(serving::get).filter(Objects::nonNull).forEach(Thread::interrupt);
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
