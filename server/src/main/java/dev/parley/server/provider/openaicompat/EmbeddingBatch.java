package dev.parley.server.provider.openaicompat;

import java.util.Map;

/** How many inputs a host is sent at a time. */
public final class EmbeddingBatch {
    private static final String OPTION = "embedding-batch";

    /** Fewer than OpenAI takes, so that an answer of the longest vectors is some 20 MB. */
    private static final int UNSET = 512;

    private EmbeddingBatch() {}

    /**
     * What the options of a provider say.
     *
     * @throws IllegalArgumentException it is no number of inputs
     */
    public static int of(Map<String, String> options) {
        String text = options.getOrDefault(OPTION, Integer.toString(UNSET));
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "options.%s is '%s' (expected: 1 to 9999 inputs)".formatted(OPTION, text));
        }
        return Integer.parseInt(text);
    }
}
