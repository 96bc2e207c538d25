package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.FinishReason;
import dev.parley.server.dialect.BadAnswer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an answer ended, in this dialect's words (E-FIN-1). */
enum GeminiFinish {
    STOP(FinishReason.FINISH_REASON_STOP, Set.of("STOP")),
    MAX_TOKENS(FinishReason.FINISH_REASON_MAX_TOKENS, Set.of("MAX_TOKENS")),
    FILTERED(
            FinishReason.FINISH_REASON_CONTENT_FILTER,
            Set.of(
                    "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "MODEL_ARMOR")),
    /** The model's output was no answer: another try may give one. */
    BROKEN(
            null,
            Set.of(
                    "MALFORMED_FUNCTION_CALL",
                    "MALFORMED_RESPONSE",
                    "UNEXPECTED_TOOL_CALL",
                    "MISSING_THOUGHT_SIGNATURE")),
    OTHER(FinishReason.FINISH_REASON_OTHER, Set.of());

    /** The word that says that nothing is said. */
    private static final String UNSPECIFIED = "FINISH_REASON_UNSPECIFIED";

    private final @Nullable FinishReason reason;
    private final Set<String> words;

    GeminiFinish(@Nullable FinishReason reason, Set<String> words) {
        this.reason = reason;
        this.words = words;
    }

    /** Whether the word tells that the answer has ended. */
    static boolean ends(String word) {
        return !word.isEmpty() && !word.equals(UNSPECIFIED);
    }

    /**
     * The reason that a word is.
     *
     * @param called whether the answer calls tools, which is then why it ended (E-TOOL-10)
     */
    static FinishReason reason(String word, boolean called) {
        GeminiFinish row = of(word);
        if (row.reason == null) {
            throw BadAnswer.broken(word);
        }
        boolean yields = called && (row == STOP || row == OTHER);
        return yields ? FinishReason.FINISH_REASON_TOOL_CALLS : row.reason;
    }

    /** The word where the reason does not tell it; empty where it does. */
    static String rest(String word) {
        return of(word) == STOP || of(word) == MAX_TOKENS ? "" : word;
    }

    private static GeminiFinish of(String word) {
        for (GeminiFinish row : values()) {
            if (row.words.contains(word)) {
                return row;
            }
        }
        return OTHER;
    }
}
