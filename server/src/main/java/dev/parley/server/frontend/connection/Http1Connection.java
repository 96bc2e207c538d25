package dev.parley.server.frontend.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection. While a request is answered nobody reads its socket, so a watch reads ahead on a thread of
 * its own: the end of the stream means that the caller has gone, and bytes (a pipelined request) are kept for Helidon.
 *
 * <p>At most one read is under way. A read that a watch began may outlive its request; Helidon's next {@link #get()}
 * then waits for it instead of reading. The lock guards all fields; no read is made while it is held.
 */
final class Http1Connection extends CallerConnection {
    /** A caller that pipelines more than this is not watched further. */
    private static final int AHEAD_MAX = 64 * 1024;

    private final Supplier<byte @Nullable []> socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readDone = lock.newCondition();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private int aheadBytes;
    private boolean reading;
    private boolean ended;
    private @Nullable Runnable gone;

    Http1Connection(String address, Supplier<byte @Nullable []> socket) {
        super(address);
        this.socket = socket;
    }

    @Override
    public byte @Nullable [] get() {
        lock.lock();
        try {
            while (ahead.isEmpty() && reading) {
                readDone.await();
            }
            if (!ahead.isEmpty()) {
                return takeAhead();
            }
            if (ended) {
                return null;
            }
        } catch (InterruptedException e) {
            // Helidon interrupts idle connections to close them.
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
        return socket.get();
    }

    @Override
    CallerWatch watch(int streamId) {
        return this::onGone;
    }

    @Override
    boolean busy() {
        lock.lock();
        try {
            return gone != null;
        } finally {
            lock.unlock();
        }
    }

    private CallerWatch.Watch onGone(Runnable listener) {
        lock.lock();
        try {
            gone = listener;
            if (ended) {
                Thread.startVirtualThread(listener);
            } else if (!reading && aheadBytes < AHEAD_MAX) {
                reading = true;
                Thread.startVirtualThread(this::readAhead);
            }
        } finally {
            lock.unlock();
        }
        return () -> forget(listener);
    }

    private void forget(Runnable listener) {
        lock.lock();
        try {
            if (gone == listener) {
                gone = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void readAhead() {
        boolean more = true;
        while (more) {
            more = keep(readSocket());
        }
    }

    private byte @Nullable [] readSocket() {
        try {
            return socket.get();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /**
     * Stores what was read, and tells who waits for it if it was the end. Returns whether this thread reads on: once it
     * is said that it does not, another one may begin to.
     */
    private boolean keep(byte @Nullable [] bytes) {
        Runnable toTell;
        boolean more;
        lock.lock();
        try {
            if (bytes == null) {
                ended = true;
            } else {
                ahead.add(bytes);
                aheadBytes += bytes.length;
            }
            more = !ended && gone != null && aheadBytes < AHEAD_MAX;
            toTell = ended ? gone : null;
            reading = more;
            readDone.signalAll();
        } finally {
            lock.unlock();
        }
        if (toTell != null) {
            toTell.run();
        }
        return more;
    }

    private byte[] takeAhead() {
        byte[] bytes = ahead.remove();
        aheadBytes -= bytes.length;
        return bytes;
    }
}
