package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings.Cooldown;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows of one credential. Used under the pool's lock.
 *
 * <p>A failure rests it by its kind (MG-09, POOL-04): a rate limit rests it for that model, with a delay that doubles;
 * a rejection rests it for everything, longer each time that a trial fails; so do a used-up quota and several failures
 * of the host in a row. When a rejection's rest is over one call may try it, and until that call ends it stays resting
 * for the others.
 */
final class CredentialState {
    private static final Duration RETRY_AFTER_LEAST = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER_MOST = Duration.ofHours(1);

    /** Model names come from callers, so what is remembered by model is bounded. */
    private static final int LIMITS_MOST = 64;

    private final Cooldown cooldown;
    private final Map<String, Limit> limits = new HashMap<>();
    private Credential configured;
    private Credential credential;
    private @Nullable Rest rest;
    private @Nullable Duration rejection;
    private boolean onTrial;
    private int failuresInARow;
    private int inFlight;
    private int place;
    private long turn;

    /** Until when it is not lent, and whether a rate limit is why. */
    record Rest(Instant until, boolean rateLimited) {}

    /** A rate limit of one model: until when, and the delay that it had. */
    private record Limit(Instant until, Duration delay) {}

    CredentialState(Credential credential, Cooldown cooldown) {
        this.configured = credential;
        this.credential = credential;
        this.cooldown = cooldown;
    }

    Credential credential() {
        return credential;
    }

    /** Its place in the list; what has left the list has none that counts. */
    int place() {
        return place;
    }

    void place(int number) {
        place = number;
    }

    /** Where it stands in a line that {@link Selection} keeps, the lowest first; 0: not in the line yet. */
    long turn() {
        return turn;
    }

    void turn(long number) {
        turn = number;
    }

    void renew(Secret secret) {
        credential = credential.renewed(secret);
    }

    /**
     * Takes over what its configuration has changed since the last time. Without another token there it keeps the one
     * that a log-in gave; with another token or password a rejection is forgotten.
     */
    void configure(Credential next) {
        boolean otherToken = !next.secret().isEmpty() && !next.secret().equals(configured.secret());
        boolean otherLogIn = !Objects.equals(next.logIn(), configured.logIn());
        configured = next;
        credential = otherToken ? next : next.renewed(credential.secret());
        if (otherToken || otherLogIn) {
            rest = null;
            rejection = null;
            onTrial = false;
        }
    }

    int inFlight() {
        return inFlight;
    }

    /** Why it is not lent for this model now; null if it may be. */
    @Nullable
    Rest resting(String model, Instant now) {
        if (rest != null && (onTrial || now.isBefore(rest.until))) {
            return rest;
        }
        Limit limit = limits.get(model);
        return limit != null && now.isBefore(limit.until) ? new Rest(limit.until, true) : null;
    }

    /** When it may next cease to rest for some model; null if nothing rests it. */
    @Nullable
    Instant restEnds(Instant now) {
        return Stream.concat(
                        Stream.ofNullable(rest).map(Rest::until),
                        limits.values().stream().map(Limit::until))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    void begin(Instant now) {
        inFlight++;
        if (rejection != null) {
            onTrial = true;
            rest = new Rest(now.plus(rejection), false);
        }
    }

    void end() {
        inFlight--;
        if (inFlight == 0 && onTrial) {
            // The trial ended without an outcome: the next call may try.
            onTrial = false;
            rest = null;
        }
    }

    void succeeded(String model) {
        reset();
        limits.remove(model);
    }

    void reset() {
        rest = null;
        onTrial = false;
        rejection = null;
        failuresInARow = 0;
        limits.clear();
    }

    void failed(String model, ChatException cause, Instant now) {
        if (cause.blame() == Blame.CREDENTIAL) {
            credentialFailed(model, cause, now);
            onTrial = false;
        } else if (cause.blame() == Blame.TARGET && ++failuresInARow >= cooldown.failuresInARow()) {
            failuresInARow = 0;
            rest = new Rest(now.plus(cooldown.failed()), false);
        }
    }

    private void credentialFailed(String model, ChatException cause, Instant now) {
        if (cause.code() == ErrorCode.ERROR_CODE_RATE_LIMITED) {
            limited(model, cause.retryAfter(), now);
        } else if (cause.code() == ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED) {
            rest = new Rest(now.plus(cooldown.quota()), false);
        } else {
            rejection = rejected(rejection);
            rest = new Rest(now.plus(rejection), false);
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
            limits.values().removeIf(limit -> !now.isBefore(limit.until));
        }
        Limit last = limits.get(model);
        Duration doubled = last == null ? cooldown.rateLimited() : last.delay.multipliedBy(2);
        Duration delay = shorter(doubled, cooldown.rateLimitedMax());
        Duration wait = retryAfter == null ? delay : clamp(retryAfter);
        limits.put(model, new Limit(now.plus(wait), delay));
    }

    private static Duration clamp(Duration told) {
        return told.compareTo(RETRY_AFTER_LEAST) < 0 ? RETRY_AFTER_LEAST : shorter(told, RETRY_AFTER_MOST);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
