package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import java.util.Locale;

/** The finish reasons: the word each is written with, and every word that hosts use for it (E-FIN-1). */
public enum OpenAiFinish {
    STOP(FinishReason.FINISH_REASON_STOP, "stop", "eos", "eos_token", "end_turn", "complete"),
    LENGTH(FinishReason.FINISH_REASON_MAX_TOKENS, "length", "max_tokens", "max_output_tokens"),
    TOOL_CALLS(FinishReason.FINISH_REASON_TOOL_CALLS, "tool_calls", "tool_call", "tool_use", "function_call"),
    CONTENT_FILTER(
            FinishReason.FINISH_REASON_CONTENT_FILTER,
            "content_filter",
            "content_filtered",
            "safety",
            "recitation",
            "blocklist",
            "prohibited_content",
            "spii",
            "image_safety",
            "sensitive"),
    STOP_SEQUENCE(FinishReason.FINISH_REASON_STOP_SEQUENCE, "stop", "stop_sequence"),
    CONTEXT_WINDOW(FinishReason.FINISH_REASON_CONTEXT_WINDOW, "length", "model_context_window_exceeded"),
    REFUSAL(FinishReason.FINISH_REASON_REFUSAL, "content_filter", "refusal"),
    PAUSE(FinishReason.FINISH_REASON_PAUSE, "stop", "pause_turn"),
    FAILED(FinishReason.FINISH_REASON_UNSPECIFIED, "error", "malformed_function_call"),
    OTHER(FinishReason.FINISH_REASON_OTHER, "stop");

    private final FinishReason reason;
    private final String word;
    private final String[] aliases;

    OpenAiFinish(FinishReason reason, String word, String... aliases) {
        this.reason = reason;
        this.word = word;
        this.aliases = aliases;
    }

    /** The row of a host's word; OTHER if it is not known. */
    public static OpenAiFinish read(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        for (OpenAiFinish row : values()) {
            if (row.says(lower)) {
                return row;
            }
        }
        return OTHER;
    }

    /** The word for this reason. */
    static String write(FinishReason reason) {
        for (OpenAiFinish row : values()) {
            if (row.reason == reason) {
                return row.word;
            }
        }
        return OTHER.word;
    }

    /** What {@code native_finish_reason} says: the provider's word, or what the common word leaves open. */
    static String detail(Finish finish) {
        if (!finish.getNative().isEmpty()) {
            return finish.getNative();
        }
        return switch (finish.getReason()) {
            case FINISH_REASON_CONTEXT_WINDOW -> CONTEXT_WINDOW.aliases[0];
            case FINISH_REASON_REFUSAL -> REFUSAL.aliases[0];
            case FINISH_REASON_PAUSE -> PAUSE.aliases[0];
            default -> "";
        };
    }

    /** What it means in the contract. */
    public FinishReason reason() {
        return reason;
    }

    /** Whether an answer with tool calls that ended so has really ended for them (E-TOOL-10). */
    public boolean yieldsToCalls() {
        return this == STOP || this == OTHER;
    }

    /** Whether this is the very word that the reason is written with. */
    boolean usual(String given) {
        return word.equals(given);
    }

    private boolean says(String given) {
        for (String alias : aliases) {
            if (alias.equals(given)) {
                return true;
            }
        }
        return word.equals(given) && this != OTHER;
    }
}
