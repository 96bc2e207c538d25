package dev.parley.server.provider.http;

/** One HTTP exchange. One thread executes and reads it; any thread may close it at any stage. */
public interface UpstreamCall extends AutoCloseable {
    /**
     * Connects, sends the request and waits for the head of the reply.
     *
     * @throws dev.parley.server.error.ChatException blame TARGET when it cannot connect or the connection breaks,
     *     CANCELLED after {@link #close()}
     */
    UpstreamReply execute();

    /** Idempotent. Breaks the connection if the reply was not read to its end, and ends whatever waits on it. */
    @Override
    void close();
}
