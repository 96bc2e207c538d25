package dev.parley.server.chat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.access.Caller;
import dev.parley.server.telemetry.CallTrace;
import dev.parley.server.telemetry.Trace;
import java.time.Instant;

/**
 * One turn in flight.
 *
 * @param id the request id (COM-12)
 * @param caller who asks, and through which listener
 * @param dialect what the caller speaks, as in {@code Extension.dialect}; empty for the contract itself
 * @param steering what the caller says of the credential that is to serve it
 * @param request what is asked
 * @param whole true if the caller wants the whole answer, so that a provider may ask its upstream for that
 * @param deadline when the call must have ended
 * @param trace its place in a trace
 * @param task what its provider is asked for
 */
public record ChatCall(
        String id,
        Caller caller,
        String dialect,
        Steering steering,
        ChatRequest request,
        boolean whole,
        Instant deadline,
        Trace trace,
        Task task) {
    /** A turn of a conversation. */
    public ChatCall(
            String id,
            Caller caller,
            String dialect,
            Steering steering,
            ChatRequest request,
            boolean whole,
            Instant deadline,
            Trace trace) {
        this(id, caller, dialect, steering, request, whole, deadline, trace, Task.CHAT);
    }

    /** A call in no trace. */
    public ChatCall(
            String id,
            Caller caller,
            String dialect,
            Steering steering,
            ChatRequest request,
            boolean whole,
            Instant deadline) {
        this(id, caller, dialect, steering, request, whole, deadline, Trace.NONE);
    }

    /** A call that any credential may serve. */
    public ChatCall(String id, Caller caller, String dialect, ChatRequest request, boolean whole, Instant deadline) {
        this(id, caller, dialect, Steering.NONE, request, whole, deadline);
    }

    public ChatCall withRequest(ChatRequest changed) {
        return new ChatCall(id, caller, dialect, steering, changed, whole, deadline, trace, task);
    }

    /** The same for something else than a turn. */
    public ChatCall withTask(Task other) {
        return new ChatCall(id, caller, dialect, steering, request, whole, deadline, trace, other);
    }

    /** The same, told there. */
    ChatCall tracedBy(CallTrace spans) {
        return new ChatCall(id, caller, dialect, steering, request, whole, deadline, trace.with(spans), task);
    }

    /** The same, for a provider whose upstream only streams. */
    public ChatCall streamed() {
        return new ChatCall(id, caller, dialect, steering, request, false, deadline, trace, task);
    }

    /** The same, for a provider that is to give the whole answer at once. */
    public ChatCall asWhole() {
        return new ChatCall(id, caller, dialect, steering, request, true, deadline, trace, task);
    }

    /** Whether it asks for a turn, so that what makes turns better concerns it. */
    boolean isTurn() {
        return task == Task.CHAT;
    }

    /** Whether the caller hears of its place in line: the contract alone can tell it. */
    boolean hearsOfQueue() {
        return !whole && dialect.isEmpty();
    }
}
