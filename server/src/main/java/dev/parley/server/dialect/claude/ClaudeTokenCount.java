package dev.parley.server.dialect.claude;

import dev.parley.server.dialect.codec.TokenQuestion;
import dev.parley.server.json.JsonWriter;

/** The answer to a token count (CL-12). */
public final class ClaudeTokenCount {
    private ClaudeTokenCount() {}

    /** Body of {@code POST /v1/messages/count_tokens}. */
    public static byte[] write(long inputTokens) {
        return JsonWriter.document(
                out -> out.beginObject().field("input_tokens", inputTokens).endObject());
    }

    /**
     * The tokens that an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long read(byte[] answer) {
        return TokenQuestion.answer(answer, "input_tokens");
    }
}
