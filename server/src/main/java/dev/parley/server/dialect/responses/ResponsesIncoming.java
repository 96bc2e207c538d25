package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Incoming;

/** A Responses request, and how its answer is written. */
record ResponsesIncoming(ChatRequest request, boolean stream) implements Incoming {
    @Override
    public Incoming withRequest(ChatRequest other) {
        return new ResponsesIncoming(other, stream);
    }

    @Override
    public byte[] writeResponse(ChatResponse response) {
        return ResponseWriter.write(request, response);
    }

    @Override
    public EventWriter eventWriter() {
        return new ResponsesStreamWriter(request);
    }
}
