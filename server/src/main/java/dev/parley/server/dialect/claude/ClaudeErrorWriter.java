package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.json.JsonWriter;
import java.util.EnumMap;
import java.util.Map;

/** The error object, with this dialect's types from one table (CL-11). The finer reason stands in its details. */
final class ClaudeErrorWriter {
    private static final String INVALID = "invalid_request_error";
    private static final String FAILED = "api_error";
    private static final Map<ErrorCode, String> TYPES = new EnumMap<>(Map.ofEntries(
            Map.entry(ErrorCode.ERROR_CODE_INVALID_REQUEST, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_CONTENT_BLOCKED, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_UNSUPPORTED, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_CONFLICT, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_UNUSABLE, INVALID),
            Map.entry(ErrorCode.ERROR_CODE_UNAUTHENTICATED, "authentication_error"),
            Map.entry(ErrorCode.ERROR_CODE_PERMISSION_DENIED, "permission_error"),
            Map.entry(ErrorCode.ERROR_CODE_NOT_FOUND, "not_found_error"),
            Map.entry(ErrorCode.ERROR_CODE_TOO_LARGE, "request_too_large"),
            Map.entry(ErrorCode.ERROR_CODE_RATE_LIMITED, "rate_limit_error"),
            Map.entry(ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, "rate_limit_error"),
            Map.entry(ErrorCode.ERROR_CODE_UNAVAILABLE, "overloaded_error"),
            Map.entry(ErrorCode.ERROR_CODE_TIMEOUT, FAILED),
            Map.entry(ErrorCode.ERROR_CODE_UNIMPLEMENTED, FAILED),
            Map.entry(ErrorCode.ERROR_CODE_CANCELLED, FAILED),
            Map.entry(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, FAILED),
            Map.entry(ErrorCode.ERROR_CODE_INTERNAL, FAILED)));

    private ClaudeErrorWriter() {}

    /** The whole body; {@code requestId} empty if it is not known. */
    static byte[] write(ChatError error, String requestId) {
        return JsonWriter.document(out -> {
            out.beginObject().field("type", "error").name("error");
            error(error, out);
            if (!requestId.isEmpty()) {
                out.field("request_id", requestId);
            }
            out.endObject();
        });
    }

    private static void error(ChatError error, JsonWriter out) {
        out.beginObject().field("type", TYPES.getOrDefault(error.getCode(), FAILED));
        out.field("message", error.getMessage());
        if (!error.getReason().isEmpty()) {
            out.name("details").beginObject();
            out.field("error_code", error.getReason()).endObject();
        }
        out.endObject();
    }
}
