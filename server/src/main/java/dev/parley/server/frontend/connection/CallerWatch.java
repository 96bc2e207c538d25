package dev.parley.server.frontend.connection;

/**
 * Tells when the caller of the request that this thread handles has gone away: its TCP connection is closed, or its
 * HTTP/2 stream is reset (COM-08). Ask on the thread that handles the request.
 */
public interface CallerWatch {
    /**
     * Runs {@code gone} once, on some other thread, as soon as the caller is seen to be gone. It must not block.
     *
     * @return stops watching; idempotent
     */
    Watch onGone(Runnable gone);

    /** A watch that can be ended. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
