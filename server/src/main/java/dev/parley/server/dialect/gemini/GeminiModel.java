package dev.parley.server.dialect.gemini;

import java.util.List;

/**
 * A model as its host lists it. What is not told is empty, 0 or false.
 *
 * @param id without what stands before the name, such as {@code models/}
 * @param inputTokens the longest prompt
 * @param outputTokens the longest answer
 * @param methods what it can be asked for, such as {@code generateContent}
 * @param thinks whether it can think
 */
public record GeminiModel(
        String id,
        String displayName,
        String description,
        long inputTokens,
        long outputTokens,
        List<String> methods,
        boolean thinks) {
    public GeminiModel {
        methods = List.copyOf(methods);
    }

    /** Whether it answers in a conversation. A host that tells no methods does not list others. */
    public boolean chats() {
        return methods.isEmpty() || methods.contains("generateContent");
    }

    /** Whether it is known to make embeddings. */
    public boolean embeds() {
        return methods.contains("embedContent");
    }
}
