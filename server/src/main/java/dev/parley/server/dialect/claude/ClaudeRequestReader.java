package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;

/** Reads a request. */
final class ClaudeRequestReader {
    private ClaudeRequestReader() {}

    static ClaudeRequest read(byte[] body) {
        return new ClaudeRequest(ChatRequest.getDefaultInstance(), body.length > 2);
    }
}
