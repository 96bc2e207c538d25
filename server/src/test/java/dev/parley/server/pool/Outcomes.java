package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failures as providers report them, by the status that their host answered. */
final class Outcomes {
    private Outcomes() {}

    /** The host was not reached. */
    static ChatException unreachable() {
        return ChatException.of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_unreachable", "scripted")
                .build();
    }

    static ChatException status(int status) {
        return status(status, null);
    }

    static ChatException status(int status, @Nullable Duration retryAfter) {
        return switch (status) {
            case 400, 422 -> of(ErrorCode.ERROR_CODE_INVALID_REQUEST, Blame.REQUEST, status, retryAfter);
            case 401, 403 -> of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.CREDENTIAL, status, retryAfter);
            case 402 -> of(ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, Blame.CREDENTIAL, status, retryAfter);
            case 404 -> of(ErrorCode.ERROR_CODE_NOT_FOUND, Blame.TARGET, status, retryAfter);
            case 413 -> of(ErrorCode.ERROR_CODE_TOO_LARGE, Blame.REQUEST, status, retryAfter);
            case 429 -> of(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, status, retryAfter);
            default -> of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, status, retryAfter);
        };
    }

    private static ChatException of(ErrorCode code, Blame blame, int status, @Nullable Duration retryAfter) {
        return ChatException.of(code, blame, "scripted", "scripted")
                .upstream("up", status, "")
                .retryAfter(retryAfter)
                .build();
    }
}
