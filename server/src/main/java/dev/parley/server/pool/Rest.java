package dev.parley.server.pool;

import java.time.Duration;
import java.time.Instant;

/** Until when a credential is not lent, and why. */
record Rest(Instant until, FailureKind why) {
    /** The longest cool-down that a host's Retry-After gives. */
    static final Duration TOLD_MOST = Duration.ofHours(1);

    private static final Duration TOLD_LEAST = Duration.ofSeconds(1);

    boolean rateLimited() {
        return why == FailureKind.RATE_LIMITED;
    }

    /** How long a host's Retry-After rests: at least a second. */
    static Duration told(Duration retryAfter, Duration most) {
        if (retryAfter.compareTo(TOLD_LEAST) < 0) {
            return TOLD_LEAST;
        }
        return retryAfter.compareTo(most) < 0 ? retryAfter : most;
    }
}
