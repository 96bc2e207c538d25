package dev.parley.server.chat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Locale;

/** Why the gateway has no room for a call, and what its caller hears. One table. */
enum Refusal {
    CAPACITY(
            ErrorCode.ERROR_CODE_RATE_LIMITED,
            "too_many_open_calls",
            "%d calls are open (setting server.max-open-calls)."),
    SHARE(
            ErrorCode.ERROR_CODE_RATE_LIMITED,
            "too_many_open_calls",
            "%d calls are open, and this key has its share of them (setting server.max-open-calls)."),
    MEMORY(
            ErrorCode.ERROR_CODE_UNAVAILABLE,
            "overloaded",
            "The gateway has no memory left for another call (%d are open; settings memory.*); send the request again."),
    DRAINING(
            ErrorCode.ERROR_CODE_UNAVAILABLE,
            "shutting_down",
            "The server is shutting down (%d calls are open); send the request again.");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ErrorCode code;
    private final String reason;
    private final String message;

    Refusal(ErrorCode code, String reason, String message) {
        this.code = code;
        this.reason = reason;
        this.message = message;
    }

    /** What metrics call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ChatException exception(long open) {
        return ChatException.of(code, Blame.GATEWAY, reason, message.formatted(open))
                .retryAfter(RETRY_AFTER)
                .build();
    }
}
