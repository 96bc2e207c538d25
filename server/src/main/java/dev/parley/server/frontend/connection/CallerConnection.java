package dev.parley.server.frontend.connection;

import io.helidon.common.buffers.DataReader;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection from callers: the source of the bytes Helidon reads, and of the news that a caller is gone. */
abstract class CallerConnection implements Supplier<byte @Nullable []> {
    /** Stands for the whole connection where a stream's id is wanted. */
    static final int WHOLE = 0;

    private static final ScopedValue<CallerConnection> CURRENT = ScopedValue.newInstance();

    private final Accepted accepted;

    CallerConnection(Accepted accepted) {
        this.accepted = accepted;
        accepted.identified(this);
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
        return accepted.address();
    }

    /** Whether we ended the connection's input because its caller was late. */
    final boolean isLate() {
        return accepted.isLate();
    }

    /** Runs a task as one that serves this connection. */
    final ScopedValue.Carrier serving() {
        return ScopedValue.where(CURRENT, this);
    }

    /** The watch of one request by its stream id; HTTP/1.1 has one request at a time and ignores it. */
    abstract CallerWatch watch(int streamId);

    /** Whether its caller is late with what it began. Asked by the watchdog; {@code now} is System.nanoTime(). */
    abstract boolean isOverdue(long now);

    /** Asked whether Helidon serves no request now, and waits for one. */
    void servedBy(BooleanSupplier free) {}

    /** What Helidon reads the connection's bytes by. */
    void readBy(DataReader reader) {}

    /** Nothing is read from it or written to it any longer, whoever ended it. Told by the thread that read. */
    void ended() {}

    /** A request's headers are there; {@code last}: it wants to be the last one. HTTP/1.1 alone is told. */
    void headRead(boolean last) {}

    /**
     * An answer says that the connection is closed after it, which Helidon leaves to callers. HTTP/1.1 alone is told.
     */
    void lastAnswer() {}

    /** The body of a request is read from now on, until {@link BodyRead#close}. */
    void reading(int streamId, BodyRead read) {}

    /** It is read no more. */
    void read(int streamId) {}

    /** This thread serves a stream of this connection. */
    void serving(int streamId) {}

    /** A stream of this connection is to be served. */
    void begun() {}

    /** A stream of this connection was served to its end. */
    void served(int streamId) {}
}
