package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Incoming;
import java.util.function.ToLongFunction;

/** A messages request, and how its answer is written. */
record ClaudeIncoming(ClaudeRequest read, ToLongFunction<ChatRequest> inputTokens) implements Incoming {
    @Override
    public ChatRequest request() {
        return read.chat();
    }

    @Override
    public Incoming withRequest(ChatRequest request) {
        return new ClaudeIncoming(new ClaudeRequest(request, read.stream()), inputTokens);
    }

    @Override
    public boolean stream() {
        return read.stream();
    }

    @Override
    public byte[] writeResponse(ChatResponse response) {
        return ClaudeResponseWriter.write(response);
    }

    @Override
    public EventWriter eventWriter() {
        return new ClaudeStreamWriter(() -> inputTokens.applyAsLong(read.chat()));
    }
}
