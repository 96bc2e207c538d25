package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;

/** Writes a request. */
final class ClaudeRequestWriter {
    private ClaudeRequestWriter() {}

    static byte[] write(ChatRequest chat, String model, boolean stream, Drops drops) {
        return new byte[stream ? drops.paths().size() : model.length() + chat.getMessagesCount()];
    }
}
