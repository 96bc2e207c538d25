package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How failures rest one credential, by their kind (MG-09, POOL-04, BAN-05): a rate limit rests it for that model, with
 * a delay that doubles; a rejection rests it for everything, longer each time that a trial fails; so do a used-up quota
 * and several failures of the host in a row. When a rejection's rest is over one call may try it, and until that call
 * ends it stays resting for the others. Used under the pool's lock.
 */
final class Cooling {
    /** Model names come from callers, so what is remembered by model is bounded. */
    private static final int LIMITS_MOST = 64;

    private final Cooldown cooldown;
    private final Map<String, Limit> limits = new HashMap<>();
    private @Nullable Rest rest;
    private @Nullable Duration rejection;
    private @Nullable Duration failure;
    private boolean onTrial;
    private int failuresInARow;

    /** A rate limit of one model, and the delay that it had. */
    private record Limit(Rest rest, Duration delay) {}

    Cooling(Cooldown cooldown) {
        this.cooldown = cooldown;
    }

    /** Why it rests for this model now; null if it does not. */
    @Nullable
    Rest rest(String model, Instant now) {
        if (rest != null && (onTrial || now.isBefore(rest.until()))) {
            return rest;
        }
        Limit limit = limits.get(model);
        return limit != null && now.isBefore(limit.rest.until()) ? limit.rest : null;
    }

    /** When it may next cease to rest for some model; null if nothing rests it. */
    @Nullable
    Instant restEnds(Instant now) {
        return Stream.concat(Stream.ofNullable(rest), limits.values().stream().map(Limit::rest))
                .map(Rest::until)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** See {@link HealthScore}. */
    double quota(Instant now) {
        if (rest != null && rest.why() == FailureKind.QUOTA && now.isBefore(rest.until())) {
            return 0;
        }
        boolean limited = limits.values().stream().anyMatch(limit -> now.isBefore(limit.rest.until()));
        return limited ? 0.5 : 1;
    }

    void begin(Instant now) {
        if (rejection != null) {
            onTrial = true;
            rest = new Rest(now.plus(rejection), FailureKind.UNAUTHORIZED);
        }
    }

    /** No call uses it any more. */
    void idle() {
        if (onTrial) {
            // The trial ended without an outcome: the next call may try.
            onTrial = false;
            rest = null;
        }
    }

    void succeeded(String model) {
        forgive();
        failure = null;
        failuresInARow = 0;
        limits.remove(model);
    }

    void reset() {
        succeeded("");
        limits.clear();
    }

    /** The host answers again: what it failed stands against the credential no more. */
    void hostAnswers() {
        failure = null;
        failuresInARow = 0;
        if (rest != null && rest.why() == FailureKind.FAILED) {
            rest = null;
        }
    }

    /** Forgets a rejection. */
    void forgive() {
        rest = null;
        onTrial = false;
        rejection = null;
    }

    void failed(FailureKind kind, String model, @Nullable Duration retryAfter, Instant now) {
        switch (kind) {
            case RATE_LIMITED -> limited(model, retryAfter, now);
            case QUOTA -> rest = new Rest(now.plus(cooldown.quota()), kind);
            case UNAUTHORIZED, FORBIDDEN -> {
                rejection = rejected(rejection);
                rest = new Rest(now.plus(rejection), kind);
            }
            case FAILED, UNREACHABLE -> hostFailed(now);
        }
        onTrial &= kind.isOfHost();
    }

    private void hostFailed(Instant now) {
        if (++failuresInARow >= cooldown.failuresInARow()) {
            failuresInARow = 0;
            // Calls that were under way when it began to rest tell nothing new.
            boolean resting = rest != null && now.isBefore(rest.until());
            if (failure == null || !resting) {
                failure = failure == null ? cooldown.failed() : shorter(failure.multipliedBy(2), cooldown.failedMax());
            }
            rest = new Rest(now.plus(failure), FailureKind.FAILED);
        }
    }

    /** How long a rejection rests it: longer after a trial, while calls that were under way tell nothing new. */
    private Duration rejected(@Nullable Duration last) {
        if (last == null) {
            return cooldown.rejected();
        }
        return onTrial ? shorter(last.multipliedBy(2), cooldown.rejectedMax()) : last;
    }

    private void limited(String model, @Nullable Duration retryAfter, Instant now) {
        if (limits.size() >= LIMITS_MOST) {
            limits.values().removeIf(limit -> !now.isBefore(limit.rest.until()));
        }
        Limit last = limits.get(model);
        Duration doubled = last == null ? cooldown.rateLimited() : last.delay.multipliedBy(2);
        Duration delay = shorter(doubled, cooldown.rateLimitedMax());
        Duration wait = retryAfter == null ? delay : Rest.told(retryAfter, Rest.TOLD_MOST);
        limits.put(model, new Limit(new Rest(now.plus(wait), FailureKind.RATE_LIMITED), delay));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
