package dev.parley.server.dialect;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** The failures of an upstream that answered, but not as its dialect promises. The target is to blame. */
public final class BadAnswer {
    private BadAnswer() {}

    /** The answer ended before it was whole (E-STR-6). */
    public static ChatException truncated() {
        return failed("upstream_truncated", "The provider's answer ended before it was whole.");
    }

    /** The answer is not what the dialect allows; {@code detail} is a sentence that says how. */
    public static ChatException malformed(String detail) {
        return failed("bad_upstream_json", "The provider's answer cannot be read: " + detail);
    }

    /** The provider itself says, by this finish reason, that it failed. */
    public static ChatException broken(String finishReason) {
        return failed("upstream_error", "The provider ended its answer with '" + finishReason + "'.");
    }

    private static ChatException failed(String reason, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, reason, message)
                .upstream("", 0, "")
                .build();
    }
}
