package dev.parley.server.error;

import dev.parley.chat.v1.ErrorCode;
import io.grpc.Status;

/** The one table from {@link ErrorCode} to HTTP and gRPC statuses (COM-07). Each dialect adds its own words. */
public enum ErrorStatus {
    INVALID_REQUEST(ErrorCode.ERROR_CODE_INVALID_REQUEST, 400, Status.Code.INVALID_ARGUMENT),
    CONTEXT_TOO_LONG(ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG, 400, Status.Code.INVALID_ARGUMENT),
    CONTENT_BLOCKED(ErrorCode.ERROR_CODE_CONTENT_BLOCKED, 400, Status.Code.INVALID_ARGUMENT),
    UNSUPPORTED(ErrorCode.ERROR_CODE_UNSUPPORTED, 400, Status.Code.INVALID_ARGUMENT),
    UNAUTHENTICATED(ErrorCode.ERROR_CODE_UNAUTHENTICATED, 401, Status.Code.UNAUTHENTICATED),
    PERMISSION_DENIED(ErrorCode.ERROR_CODE_PERMISSION_DENIED, 403, Status.Code.PERMISSION_DENIED),
    NOT_FOUND(ErrorCode.ERROR_CODE_NOT_FOUND, 404, Status.Code.NOT_FOUND),
    CONFLICT(ErrorCode.ERROR_CODE_CONFLICT, 409, Status.Code.FAILED_PRECONDITION),
    TOO_LARGE(ErrorCode.ERROR_CODE_TOO_LARGE, 413, Status.Code.RESOURCE_EXHAUSTED),
    UNUSABLE(ErrorCode.ERROR_CODE_UNUSABLE, 422, Status.Code.INVALID_ARGUMENT),
    RATE_LIMITED(ErrorCode.ERROR_CODE_RATE_LIMITED, 429, Status.Code.RESOURCE_EXHAUSTED),
    QUOTA_EXHAUSTED(ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, 429, Status.Code.RESOURCE_EXHAUSTED),
    CANCELLED(ErrorCode.ERROR_CODE_CANCELLED, 499, Status.Code.CANCELLED),
    INTERNAL(ErrorCode.ERROR_CODE_INTERNAL, 500, Status.Code.INTERNAL),
    UNIMPLEMENTED(ErrorCode.ERROR_CODE_UNIMPLEMENTED, 501, Status.Code.UNIMPLEMENTED),
    UPSTREAM_FAILED(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, 502, Status.Code.UNAVAILABLE),
    UNAVAILABLE(ErrorCode.ERROR_CODE_UNAVAILABLE, 503, Status.Code.UNAVAILABLE),
    TIMEOUT(ErrorCode.ERROR_CODE_TIMEOUT, 504, Status.Code.DEADLINE_EXCEEDED);

    private final ErrorCode code;
    private final int http;
    private final Status.Code grpc;

    ErrorStatus(ErrorCode code, int http, Status.Code grpc) {
        this.code = code;
        this.http = http;
        this.grpc = grpc;
    }

    /** The row of a code; a code this build does not know counts as internal. */
    public static ErrorStatus of(ErrorCode code) {
        for (ErrorStatus row : values()) {
            if (row.code == code) {
                return row;
            }
        }
        return INTERNAL;
    }

    public ErrorCode code() {
        return code;
    }

    public int http() {
        return http;
    }

    public Status.Code grpc() {
        return grpc;
    }
}
