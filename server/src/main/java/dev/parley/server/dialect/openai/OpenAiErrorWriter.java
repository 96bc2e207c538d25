package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.json.JsonWriter;

/** The error body, with OpenAI's words from one table (GM-04, B6). */
enum OpenAiErrorWriter {
    INVALID_REQUEST(ErrorCode.ERROR_CODE_INVALID_REQUEST, "invalid_request_error", "invalid_value", true),
    CONTEXT_TOO_LONG(ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG, "invalid_request_error", "context_length_exceeded", false),
    CONTENT_BLOCKED(ErrorCode.ERROR_CODE_CONTENT_BLOCKED, "invalid_request_error", "content_filter", true),
    UNSUPPORTED(ErrorCode.ERROR_CODE_UNSUPPORTED, "invalid_request_error", "unsupported_parameter", true),
    UNAUTHENTICATED(ErrorCode.ERROR_CODE_UNAUTHENTICATED, "authentication_error", "invalid_api_key", false),
    PERMISSION_DENIED(ErrorCode.ERROR_CODE_PERMISSION_DENIED, "permission_error", "permission_denied", false),
    NOT_FOUND(ErrorCode.ERROR_CODE_NOT_FOUND, "not_found_error", "not_found", true),
    CONFLICT(ErrorCode.ERROR_CODE_CONFLICT, "invalid_request_error", "conflict", true),
    UNUSABLE(ErrorCode.ERROR_CODE_UNUSABLE, "invalid_request_error", "unusable", true),
    TOO_LARGE(ErrorCode.ERROR_CODE_TOO_LARGE, "invalid_request_error", "request_too_large", false),
    RATE_LIMITED(ErrorCode.ERROR_CODE_RATE_LIMITED, "rate_limit_error", "rate_limit_exceeded", true),
    QUOTA_EXHAUSTED(ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, "rate_limit_error", "insufficient_quota", false),
    CANCELLED(ErrorCode.ERROR_CODE_CANCELLED, "server_error", "cancelled", false),
    INTERNAL(ErrorCode.ERROR_CODE_INTERNAL, "server_error", "internal_error", false),
    UNIMPLEMENTED(ErrorCode.ERROR_CODE_UNIMPLEMENTED, "invalid_request_error", "not_implemented", true),
    UPSTREAM_FAILED(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, "server_error", "bad_gateway", true),
    UNAVAILABLE(ErrorCode.ERROR_CODE_UNAVAILABLE, "server_error", "service_unavailable", true),
    TIMEOUT(ErrorCode.ERROR_CODE_TIMEOUT, "timeout_error", "timeout", false);

    private final ErrorCode kind;
    private final String type;
    private final String code;
    private final boolean refined;

    /** {@code refined}: the error's own reason, if it has one, is the code. */
    OpenAiErrorWriter(ErrorCode kind, String type, String code, boolean refined) {
        this.kind = kind;
        this.type = type;
        this.code = code;
        this.refined = refined;
    }

    /** The whole body. {@code authType} is the type of a refused caller key (GM-03). */
    static byte[] write(ChatError error, String authType) {
        OpenAiErrorWriter row = of(error.getCode());
        String type = row == UNAUTHENTICATED ? authType : row.type;
        String code = row.refined && !error.getReason().isEmpty() ? error.getReason() : row.code;
        return JsonWriter.document(out -> {
            out.beginObject().name("error").beginObject();
            out.field("message", error.getMessage()).field("type", type).name("param");
            if (error.getParam().isEmpty()) {
                out.nullValue();
            } else {
                out.value(error.getParam());
            }
            out.field("code", code).endObject().endObject();
        });
    }

    private static OpenAiErrorWriter of(ErrorCode code) {
        for (OpenAiErrorWriter row : values()) {
            if (row.kind == code) {
                return row;
            }
        }
        return INTERNAL;
    }
}
