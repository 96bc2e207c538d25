package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.webserver.http.ServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one request's body by this thread, which ends when the body is late
 * ({@code connections.request-body}). Over HTTP/1.1 the connection sees to it. An HTTP/2 stream that waits for its body
 * can only be interrupted, and takes that for the body's end: ask {@link #isLate} of what was read.
 */
public final class BodyRead implements AutoCloseable {
    private final CallerConnection connection;
    private final int streamId;
    private final long begun = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread reader = Thread.currentThread();
    private volatile long bytes;
    private volatile boolean late;

    private BodyRead(CallerConnection connection, int streamId) {
        this.connection = connection;
        this.streamId = streamId;
    }

    /** This thread reads the body of the request that it serves, until {@link #close}. */
    public static BodyRead begin(ServerRequest request) {
        CallerConnection connection = CallerConnection.current();
        BodyRead read = new BodyRead(connection, request.id());
        connection.reading(request.id(), read);
        return read;
    }

    /** Whether the body did not come in time. */
    public boolean isLate() {
        return late || connection.isLate();
    }

    @Override
    public void close() {
        connection.read(streamId);
        lock.lock();
        try {
            reader = null;
            if (late) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** More of it has come; told by one thread. */
    void came(int count) {
        bytes += count;
    }

    /** Ends it if it is late. */
    void visit(long now, ConnectionSettings limits) {
        if (now - begun > within(limits, bytes)) {
            lock.lock();
            try {
                if (reader != null && !late) {
                    late = true;
                    reader.interrupt();
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
