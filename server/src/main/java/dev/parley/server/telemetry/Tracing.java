package dev.parley.server.telemetry;

import dev.parley.chat.v1.ChatRequest;

/** Where calls are told to. Nothing of what is said in them is. Thread-safe; nothing here blocks but the end. */
public interface Tracing extends AutoCloseable {
    /** Tells nobody. */
    Tracing NONE = (id, operation, request, whole, traceparent) -> CallTrace.NONE;

    /**
     * A call has begun.
     *
     * @param id the request's
     * @param operation what it is for
     * @param whole whether its caller wants the whole answer at once
     * @param traceparent the caller's W3C trace context; empty if it has none
     */
    CallTrace begin(String id, Operation operation, ChatRequest request, boolean whole, String traceparent);

    /** Sends what is not sent yet. Blocks until it is, for some seconds at most. */
    @Override
    default void close() {}
}
