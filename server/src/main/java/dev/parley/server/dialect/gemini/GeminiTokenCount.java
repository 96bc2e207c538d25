package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;

/** The answer to a token count. */
public final class GeminiTokenCount {
    private static final String TOTAL = "totalTokens";

    private GeminiTokenCount() {}

    /**
     * The tokens that an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long read(byte[] answer) {
        try {
            JsonReader in = JsonReader.of(answer);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals(TOTAL)) {
                    return (long) in.number();
                }
                in.skip();
            }
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        throw BadAnswer.malformed("it has no " + TOTAL + '.');
    }
}
