package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;

/**
 * How the answers to one request are shown.
 *
 * @param tools what its caller calls its tools
 * @param encrypted whether reasoning items have {@code encrypted_content}
 * @param summaries whether what a model thought is told as a summary where its provider made none: the caller asked for
 *     one, and many clients show nothing else
 */
record View(ToolNames tools, boolean encrypted, boolean summaries) {
    static View of(ChatRequest request) {
        return new View(
                new ToolNames(request.getToolsList()),
                Include.ENCRYPTED.in(request),
                !request.getReasoning().getSummary().isEmpty());
    }

    /** Whether this thought's text is told as its summary. Hosts that give an id make their own. */
    boolean summarizes(Part thought) {
        return summaries && thought.getId().isEmpty();
    }
}
