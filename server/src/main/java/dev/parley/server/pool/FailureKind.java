package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure says of the credential that it happened with. */
enum FailureKind {
    RATE_LIMITED("rate-limited", 1),
    QUOTA("quota", 4),
    UNAUTHORIZED("unauthorized", 4),
    FORBIDDEN("forbidden", 2),
    /** The host failed, or broke off. */
    FAILED("failed", 1),
    /** The host was not reached at all. */
    UNREACHABLE("unreachable", 0.5);

    private static final String NOT_REACHED = "upstream_unreachable";
    private static final int FORBIDDEN_STATUS = 403;

    /** Answers that are the request's or the setting's fault, whoever asks (BAN-01, POOL-05). */
    private static final Set<Integer> CALLERS = Set.of(400, 404, 405, 413, 422);

    private final String word;
    private final double weight;

    FailureKind(String word, double weight) {
        this.word = word;
        this.weight = weight;
    }

    /** As in the settings below {@code pool.ban}. */
    String word() {
        return word;
    }

    /** Whether it is the host's fault, whoever asks. */
    boolean isOfHost() {
        return this == FAILED || this == UNREACHABLE;
    }

    /** How much it weighs against the credential's health. */
    double weight() {
        return weight;
    }

    /** The kind of a failure; null if it says nothing of the credential: the request's fault, ours, or a cancel. */
    static @Nullable FailureKind of(ChatException failure) {
        if (failure.code() == ErrorCode.ERROR_CODE_NOT_FOUND || CALLERS.contains(status(failure))) {
            return null;
        }
        return switch (failure.blame()) {
            case REQUEST, GATEWAY -> null;
            case TARGET -> failure.error().getReason().equals(NOT_REACHED) ? UNREACHABLE : FAILED;
            case CREDENTIAL -> ofCredential(failure);
        };
    }

    private static FailureKind ofCredential(ChatException failure) {
        return switch (failure.code()) {
            case ERROR_CODE_RATE_LIMITED -> RATE_LIMITED;
            case ERROR_CODE_QUOTA_EXHAUSTED -> QUOTA;
            default -> status(failure) == FORBIDDEN_STATUS ? FORBIDDEN : UNAUTHORIZED;
        };
    }

    private static int status(ChatException failure) {
        return failure.error().getUpstream().getHttpStatus();
    }
}
