package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection. While a request is answered nobody reads its socket, so a watch reads ahead on a thread of
 * its own: the end of the stream means that the caller has gone, and bytes (a pipelined request) are kept for Helidon.
 *
 * <p>At most one read is under way. A read that a watch began may outlive its request; Helidon's next {@link #get()}
 * then waits for it instead of reading. The lock guards all fields; no read is made while it is held.
 *
 * <p>How long Helidon waits is bounded by a {@link RequestClock}.
 */
final class Http1Connection extends CallerConnection {
    /** A caller that pipelines more than this is not watched further. */
    private static final int AHEAD_MAX = 64 * 1024;

    private final Supplier<byte @Nullable []> socket;
    private final RequestClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readDone = lock.newCondition();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private int aheadBytes;
    private volatile boolean closing;
    private @Nullable DataReader reader;
    private boolean reading;
    private boolean ended;
    private @Nullable Runnable gone;

    /** Whether Helidon waits for a request's first line. */
    private BooleanSupplier betweenRequests = () -> false;

    Http1Connection(Accepted accepted, ConnectionSettings limits, Supplier<byte @Nullable []> socket) {
        super(accepted);
        this.socket = socket;
        this.clock = new RequestClock(limits, accepted.since());
    }

    @Override
    void servedBy(BooleanSupplier free) {
        betweenRequests = free;
    }

    @Override
    public byte @Nullable [] get() {
        boolean next = betweenRequests.getAsBoolean();
        if (next && closing) {
            return null;
        }
        clock.waits(next);
        byte[] bytes;
        try {
            bytes = next();
        } finally {
            clock.ended();
        }
        if (bytes != null) {
            clock.came(bytes.length);
        } else if (isLate() && clock.part() != RequestClock.Part.NONE) {
            throw late();
        }
        return bytes;
    }

    private static RequestException late() {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .status(Status.REQUEST_TIMEOUT_408)
                .setKeepAlive(false)
                .message("The request did not come in time")
                .build();
    }

    private byte @Nullable [] next() {
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
    boolean isOverdue(long now) {
        return clock.isOverdue(now);
    }

    @Override
    void headRead(boolean last) {
        closing = last;
        clock.headRead();
    }

    @Override
    void lastAnswer() {
        closing = true;
        if (reader != null) {
            reader.skip(reader.available());
        }
    }

    @Override
    void readBy(DataReader bytes) {
        reader = bytes;
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
