package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Finish;
import dev.parley.server.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer has come, and why no further (RS-07).
 *
 * @param status the response's
 * @param reason why it is incomplete; empty otherwise
 * @param error why it failed; null otherwise
 */
record Outcome(String status, String reason, @Nullable ChatError error) {
    static final Outcome IN_PROGRESS = new Outcome("in_progress", "", null);
    static final Outcome COMPLETED = new Outcome("completed", "", null);
    static final Outcome CANCELLED = new Outcome("cancelled", "", null);

    private static final Outcome TOO_LONG = new Outcome("incomplete", "max_output_tokens", null);
    private static final Outcome FILTERED = new Outcome("incomplete", "content_filter", null);

    /** The codes of the API's own list; of all other failures it says {@code server_error}. */
    private static final Map<ErrorCode, String> CODES = Map.of(
            ErrorCode.ERROR_CODE_RATE_LIMITED, "rate_limit_exceeded",
            ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, "rate_limit_exceeded",
            ErrorCode.ERROR_CODE_INVALID_REQUEST, "invalid_prompt",
            ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG, "invalid_prompt",
            ErrorCode.ERROR_CODE_CONTENT_BLOCKED, "invalid_prompt");

    private static final String OTHER = "server_error";

    static Outcome of(Finish finish) {
        return switch (finish.getReason()) {
            case FINISH_REASON_MAX_TOKENS, FINISH_REASON_CONTEXT_WINDOW -> TOO_LONG;
            case FINISH_REASON_CONTENT_FILTER, FINISH_REASON_REFUSAL -> FILTERED;
            case FINISH_REASON_STOP,
                    FINISH_REASON_STOP_SEQUENCE,
                    FINISH_REASON_TOOL_CALLS,
                    FINISH_REASON_PAUSE,
                    FINISH_REASON_OTHER,
                    FINISH_REASON_UNSPECIFIED,
                    UNRECOGNIZED -> COMPLETED;
        };
    }

    static Outcome failed(ChatError error) {
        return new Outcome("failed", "", error);
    }

    /** The code of this failure. */
    static String code(ChatError error) {
        return CODES.getOrDefault(error.getCode(), OTHER);
    }

    /** Status of the last item, the only one that may not be whole. An image is whole or is not there. */
    String ofLast(Item item) {
        boolean whole = this == COMPLETED || item.type() == ItemType.IMAGE_GENERATION_CALL;
        return (whole ? Form.COMPLETED : Form.INCOMPLETE).word();
    }

    /** The event that ends a stream so. */
    StreamEvent event() {
        return switch (status) {
            case "completed" -> StreamEvent.COMPLETED;
            case "incomplete" -> StreamEvent.INCOMPLETE;
            default -> StreamEvent.FAILED;
        };
    }

    void writeError(JsonWriter out) {
        if (error == null) {
            out.nullValue();
        } else {
            out.beginObject()
                    .field("code", code(error))
                    .field("message", error.getMessage())
                    .endObject();
        }
    }

    void writeReason(JsonWriter out) {
        if (reason.isEmpty()) {
            out.nullValue();
        } else {
            out.beginObject().field("reason", reason).endObject();
        }
    }
}
