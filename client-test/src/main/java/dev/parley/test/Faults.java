package dev.parley.test;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Failures as Parley's callers see them. The request is blamed for all, so that none is tried again by Parley. */
final class Faults {
    private Faults() {}

    /** The code that callers get with this status; the first of the table if several do. */
    static ErrorCode code(int httpStatus) {
        return Arrays.stream(ErrorStatus.values())
                .filter(row -> row.http() == httpStatus)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Parley never answers with the status %d (expected: one of %s)."
                                .formatted(httpStatus, statuses())))
                .code();
    }

    static ChatException scripted(ErrorCode code, @Nullable Duration retryAfter) {
        return ChatException.of(code, Blame.REQUEST, reason(code), "The script fails this call with " + code + '.')
                .retryAfter(retryAfter)
                .build();
    }

    static ChatException truncated() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.REQUEST,
                        "upstream_truncated",
                        "The script cuts this answer off.")
                .build();
    }

    static ChatException notScripted(String problem) {
        return ChatException.of(ErrorCode.ERROR_CODE_INVALID_REQUEST, Blame.REQUEST, "turn_not_scripted", problem)
                .build();
    }

    /** The word that programs are told most often with this code. */
    private static String reason(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_NOT_FOUND -> "model_not_found";
            case ERROR_CODE_CONTEXT_TOO_LONG -> "context_length_exceeded";
            case ERROR_CODE_RATE_LIMITED -> "rate_limit_exceeded";
            case ERROR_CODE_QUOTA_EXHAUSTED -> "insufficient_quota";
            case ERROR_CODE_UNAUTHENTICATED -> "invalid_api_key";
            default -> code.name().substring("ERROR_CODE_".length()).toLowerCase(Locale.ROOT);
        };
    }

    private static Set<Integer> statuses() {
        return Arrays.stream(ErrorStatus.values())
                .map(ErrorStatus::http)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
