package dev.parley.server.dialect;

import dev.parley.chat.v1.ChatError;

/**
 * The half of a dialect that faces callers: reads their requests, writes our answers. Pure and thread-safe: no socket,
 * no clock, no framework.
 */
public interface NorthDialect extends Dialect {
    /**
     * Reads one request body.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST naming the field at fault
     */
    Incoming readRequest(byte[] body);

    /** The error body in the dialect's shape; the HTTP status comes from the one table. */
    byte[] writeError(ChatError error, String requestId);
}
