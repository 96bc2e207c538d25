package dev.parley.server.pool;

import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the attempts with one credential ended. Used under the pool's lock. */
final class TrackRecord {
    private static final Duration HALF_LIFE = Duration.ofMinutes(10);

    private long begun;
    private long successes;
    private long failures;
    private int inARow;
    private int lastErrorCode;
    private @Nullable Instant lastSuccess;
    private @Nullable Instant lastFailure;
    private double weight;
    private Instant weighed = Instant.EPOCH;

    void begun() {
        begun++;
    }

    void succeeded(Instant now) {
        successes++;
        inARow = 0;
        lastSuccess = now;
    }

    void failed(FailureKind kind, ChatException cause, Instant now) {
        failures++;
        inARow++;
        int status = cause.error().getUpstream().getHttpStatus();
        lastErrorCode = status == 0 ? ErrorStatus.of(cause.code()).http() : status;
        lastFailure = now;
        weight = weight(now) + kind.weight();
        weighed = now;
    }

    /** Forgets what stands against the credential; what was counted since the start stays. */
    void absolve() {
        inARow = 0;
        weight = 0;
    }

    long begunCount() {
        return begun;
    }

    long successes() {
        return successes;
    }

    long failures() {
        return failures;
    }

    int inARow() {
        return inARow;
    }

    int lastErrorCode() {
        return lastErrorCode;
    }

    @Nullable
    Instant lastSuccess() {
        return lastSuccess;
    }

    /** The same, {@code never} if there was none. */
    Instant lastSuccessOr(Instant never) {
        return lastSuccess == null ? never : lastSuccess;
    }

    @Nullable
    Instant lastFailure() {
        return lastFailure;
    }

    /** What the failures weigh now: each by its kind, half of it every ten minutes. */
    double weight(Instant now) {
        return weight == 0 ? 0 : weight * left(weighed, now);
    }

    /** See {@link HealthScore}. */
    double score(double quota, Instant now) {
        return HealthScore.of(successes, successes + failures, weight(now), inARow, recency(now), quota);
    }

    private double recency(Instant now) {
        return inARow == 0 || lastFailure == null ? 1 : 1 - left(lastFailure, now);
    }

    /** What is left of one after the time since then. */
    private static double left(Instant then, Instant now) {
        double halves = (double) Duration.between(then, now).toMillis() / HALF_LIFE.toMillis();
        return Math.pow(2, -Math.max(0, halves));
    }
}
