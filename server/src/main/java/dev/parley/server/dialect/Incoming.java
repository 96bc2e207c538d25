package dev.parley.server.dialect;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;

/** A request as its dialect read it, with what the dialect must remember to write the answer. */
public interface Incoming {
    ChatRequest request();

    /** The same with another contract request, such as one whose model was filled in. */
    Incoming withRequest(ChatRequest request);

    /** Whether the caller asked for a streamed answer. */
    boolean stream();

    /** The whole answer as a body. */
    byte[] writeResponse(ChatResponse response);

    /** A writer for one streamed answer. */
    EventWriter eventWriter();
}
