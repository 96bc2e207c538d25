package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.TokenQuestion;

/** The answer to a token count. */
public final class GeminiTokenCount {
    private GeminiTokenCount() {}

    /**
     * The tokens that an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long read(byte[] answer) {
        return TokenQuestion.answer(answer, "totalTokens");
    }
}
