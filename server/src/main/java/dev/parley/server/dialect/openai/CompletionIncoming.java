package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Incoming;

/**
 * A completions request, and how its answer is written.
 *
 * @param request a message for each prompt
 * @param echo whether each answer begins with its prompt
 * @param includeUsage whether a stream tells what it cost
 */
record CompletionIncoming(ChatRequest request, boolean echo, boolean stream, boolean includeUsage) implements Incoming {
    private static final String OURS = "cmpl-";
    private static final String CHAT = "chatcmpl-";

    @Override
    public Incoming withRequest(ChatRequest changed) {
        return new CompletionIncoming(changed, echo, stream, includeUsage);
    }

    @Override
    public byte[] writeResponse(ChatResponse response) {
        return new CompletionResponseWriter(this).write(response);
    }

    @Override
    public EventWriter eventWriter() {
        return new CompletionStreamWriter(this);
    }

    /** What the text of an answer begins with; empty unless the caller wants an echo. */
    String beginning(int candidate) {
        if (!echo) {
            return "";
        }
        int each = Math.max(1, request.getSampling().getCandidates());
        return request.getMessages(candidate / each).getParts(0).getText().getText();
    }

    /** An answer's id as callers know it. */
    static String id(String id) {
        if (id.startsWith(OURS)) {
            return id;
        }
        return OURS + (id.startsWith(CHAT) ? id.substring(CHAT.length()) : id);
    }
}
