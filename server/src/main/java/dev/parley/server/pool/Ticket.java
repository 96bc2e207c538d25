package dev.parley.server.pool;

import dev.parley.server.error.ChatException;

/**
 * One call's request for a credential. Nothing is asked before the first {@link #next()}, which one thread calls; any
 * thread may {@link #close()}.
 */
public interface Ticket extends AutoCloseable {
    /**
     * A credential as soon as there is one. Blocks while the call waits in line; a caller that is to be told its place
     * gets it at once when it joins the line, and again each time it has changed. After {@link Turn.Granted} the ticket
     * is used up.
     *
     * @throws ChatException UNAVAILABLE if none is configured or all are broken, RATE_LIMITED with the soonest
     *     {@code retryAfter} if all are cooling, or the line is full or took too long; both with blame CREDENTIAL, so
     *     that the next target may be tried. NOT_FOUND {@code account_not_found}, blame REQUEST, for a pin that names
     *     nobody. CANCELLED after {@link #close()}, or if the thread is interrupted
     */
    Turn next();

    /** Idempotent. Leaves the line at once and ends a blocked {@link #next()}; a lease that was taken stays out. */
    @Override
    void close();
}
