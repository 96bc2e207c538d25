package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.webserver.http.ServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The arrival of one request's body, which must not be late ({@code connections.request-body}). Over HTTP/1.1 the
 * connection sees to it. An HTTP/2 stream that waits for its body can only be interrupted, and takes that for the
 * body's end: ask {@link #isLate} of what was read.
 */
public final class BodyRead implements AutoCloseable {
    private final CallerConnection connection;
    private final int streamId;
    private final long begun = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable Thread reader;
    private @Nullable Runnable onLate;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean late;

    private BodyRead(CallerConnection connection, int streamId, @Nullable Thread reader, Runnable onLate) {
        this.connection = connection;
        this.streamId = streamId;
        this.reader = reader;
        this.onLate = onLate;
        connection.reading(streamId, this);
    }

    /** This thread reads the body of the request that it serves, until {@link #close}. */
    public static BodyRead begin(ServerRequest request) {
        Thread reader = Thread.currentThread();
        return new BodyRead(CallerConnection.current(), request.id(), reader, reader::interrupt);
    }

    /**
     * The HTTP/2 stream that this thread serves has its body within the time, or {@code onLate} runs once; it must not
     * block.
     */
    public static BodyRead awaited(Runnable onLate) {
        return new BodyRead(
                CallerConnection.current(), StreamNumber.CURRENT.get().get(), null, onLate);
    }

    /** Whether the body did not come in time. */
    public boolean isLate() {
        return late || connection.isLate();
    }

    /** It is there, or nobody waits for it any longer. */
    @Override
    public void close() {
        connection.read(streamId);
        lock.lock();
        try {
            onLate = null;
            if (late && reader != null) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** More of it has come; told by one thread. */
    void came(int count) {
        bytes.addAndGet(count);
    }

    /** Tells if it is late. */
    void visit(long now, ConnectionSettings limits) {
        if (now - begun > within(limits, bytes.get())) {
            lock.lock();
            try {
                if (onLate != null && !late) {
                    late = true;
                    onLate.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Nanoseconds that a body may take of which so much has come. */
    static long within(ConnectionSettings limits, long bytes) {
        return limits.requestBody().toNanos() + bytes * TimeUnit.SECONDS.toNanos(1) / limits.minBodyRate();
    }
}
