package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.Steering;
import dev.parley.server.telemetry.Trace;
import java.time.Instant;

/**
 * What is known of a call before its body is read.
 *
 * @param id the request id (COM-12)
 * @param caller who asks, and through which listener
 * @param steering what the caller says of the credential that is to serve it
 * @param deadline when the call must have ended
 * @param trace its place in a trace
 */
public record Arrival(String id, Caller caller, Steering steering, Instant deadline, Trace trace) {
    /** The call, once it is known what is asked; {@code dialect} and {@code whole} as in {@link ChatCall}. */
    public ChatCall call(String dialect, ChatRequest request, boolean whole) {
        return new ChatCall(id, caller, dialect, steering, request, whole, deadline, trace);
    }
}
