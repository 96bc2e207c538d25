package dev.parley.server.frontend.connection;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection from callers: the source of the bytes Helidon reads, and of the news that a caller is gone. */
abstract class CallerConnection implements Supplier<byte @Nullable []> {
    /** Stands for the whole connection where a stream's id is wanted. */
    static final int WHOLE = 0;

    private static final ScopedValue<CallerConnection> CURRENT = ScopedValue.newInstance();

    private final String address;

    /** {@code address} is the numeric one of the other end. */
    CallerConnection(String address) {
        this.address = address;
    }

    /**
     * The connection that this thread serves.
     *
     * @throws IllegalStateException on a thread that serves none, or a listener that is not watched
     */
    static CallerConnection current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("not on a thread that serves a watched connection");
        }
        return CURRENT.get();
    }

    final String address() {
        return address;
    }

    /** Runs a task as one that serves this connection. */
    final ScopedValue.Carrier serving() {
        return ScopedValue.where(CURRENT, this);
    }

    /** The watch of one request by its stream id; HTTP/1.1 has one request at a time and ignores it. */
    abstract CallerWatch watch(int streamId);

    /** Whether a request is watched now. Helidon must not take such a connection for an idle one. */
    abstract boolean busy();

    /** A stream of this connection was served to its end. */
    void served(int streamId) {}
}
