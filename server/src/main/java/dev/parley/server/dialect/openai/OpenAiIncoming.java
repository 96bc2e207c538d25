package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Incoming;

/** A chat completions request, and how its answer is written. */
record OpenAiIncoming(OpenAiRequest read, OpenAiStyle style) implements Incoming {
    @Override
    public ChatRequest request() {
        return read.chat();
    }

    @Override
    public Incoming withRequest(ChatRequest request) {
        return new OpenAiIncoming(new OpenAiRequest(request, read.stream(), read.includeUsage()), style);
    }

    @Override
    public boolean stream() {
        return read.stream();
    }

    @Override
    public byte[] writeResponse(ChatResponse response) {
        return OpenAiResponseWriter.write(response, style.nullFields());
    }

    @Override
    public EventWriter eventWriter() {
        return new OpenAiStreamWriter(UsagePlace.of(read.includeUsage(), style));
    }
}
