package dev.parley.server.frontend.connection;

import io.helidon.webserver.http.ServerRequest;

/**
 * Tells when the caller of a request has gone away: its TCP connection is closed, or its HTTP/2 stream is reset
 * (COM-08). Helidon tells a handler neither while the handler is silent.
 */
public interface CallerWatch {
    /**
     * Runs {@code gone} once, on some other thread, as soon as the caller is seen to be gone; at once if it is gone
     * already. It must not block. Start it after the request's body was read.
     *
     * @return stops watching; idempotent
     */
    Watch onGone(Runnable gone);

    /** Whether the whole connection of a caller that has gone has ended, and not one stream of it alone. */
    default boolean isOver() {
        return true;
    }

    /** A watch that can be ended. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The watch of the request that this thread handles. */
    static CallerWatch of(ServerRequest request) {
        return CallerConnection.current().watch(request.id());
    }

    /** The watch of the connection that this thread serves, whatever the stream: for gRPC, which sees resets itself. */
    static CallerWatch ofConnection() {
        return CallerConnection.current().watch(CallerConnection.WHOLE);
    }
}
