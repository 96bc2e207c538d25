package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.server.dialect.codec.MergedObject;

/** The stop reasons, both ways: of two rows with one word or one reason the first counts (E-FIN-1). */
enum ClaudeFinish {
    END_TURN(FinishReason.FINISH_REASON_STOP, "end_turn"),
    STOP_SEQUENCE(FinishReason.FINISH_REASON_STOP_SEQUENCE, "stop_sequence"),
    MAX_TOKENS(FinishReason.FINISH_REASON_MAX_TOKENS, "max_tokens"),
    CONTEXT_WINDOW(FinishReason.FINISH_REASON_CONTEXT_WINDOW, "model_context_window_exceeded"),
    TOOL_USE(FinishReason.FINISH_REASON_TOOL_CALLS, "tool_use"),
    REFUSAL(FinishReason.FINISH_REASON_REFUSAL, "refusal"),
    CONTENT_FILTER(FinishReason.FINISH_REASON_CONTENT_FILTER, "refusal"),
    PAUSE(FinishReason.FINISH_REASON_PAUSE, "pause_turn"),
    OTHER(FinishReason.FINISH_REASON_OTHER, "end_turn");

    private static final String REASON = "stop_reason";
    private static final String SEQUENCE = "stop_sequence";

    private final FinishReason reason;
    private final String word;

    ClaudeFinish(FinishReason reason, String word) {
        this.reason = reason;
        this.word = word;
    }

    /**
     * Takes both fields out and leaves what is not modelled, an unknown word too.
     *
     * @param called whether the answer calls tools, which is then why it ended (E-TOOL-10)
     */
    static Finish read(RawFields fields, boolean called) {
        String word = fields.text(REASON);
        ClaudeFinish row = read(word);
        Finish.Builder finish = Finish.newBuilder();
        if (row == OTHER) {
            finish.setNative(word);
        } else {
            fields.take(REASON);
        }
        boolean yields = called && (row == END_TURN || row == OTHER);
        finish.setReason(yields ? TOOL_USE.reason : row.reason);
        finish.setStopSequence(fields.cut(SEQUENCE));
        fields.addTo(finish::addExtensions);
        return finish.build();
    }

    /**
     * Writes both fields.
     *
     * @param refused whether the answer says that it is a refusal, which other dialects do not call a reason
     */
    static void write(Finish finish, boolean refused, MergedObject object) {
        ClaudeFinish row = of(finish.getReason());
        if (row != OTHER || !object.hasExtra(REASON)) {
            object.name(REASON).value(row == END_TURN && refused ? REFUSAL.word : row.word);
        }
        if (finish.getStopSequence().isEmpty()) {
            object.name(SEQUENCE).nullValue();
        } else {
            object.name(SEQUENCE).value(finish.getStopSequence());
        }
    }

    private static ClaudeFinish read(String word) {
        for (ClaudeFinish row : values()) {
            if (row.word.equals(word)) {
                return row;
            }
        }
        return OTHER;
    }

    private static ClaudeFinish of(FinishReason reason) {
        for (ClaudeFinish row : values()) {
            if (row.reason == reason) {
                return row;
            }
        }
        return END_TURN;
    }
}
