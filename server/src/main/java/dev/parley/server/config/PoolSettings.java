package dev.parley.server.config;

import java.time.Duration;

/**
 * How a provider's credentials are lent (POOL-01).
 *
 * @param selection which fit credential is next
 * @param maxInFlight attempts at a time with one credential; 0 means no limit
 * @param maxQueue calls that may wait for a credential; 0 means none, auto as many as may run; see {@code maxInFlight}
 * @param queueTimeout how long a call waits
 * @param cooldown how long a credential rests after a failure
 * @param lastKnownGood whether a call gets the credential that worked last, when all rest because the host failed
 * @param breaker when a host that fails is left alone, whatever the credential (POOL-04)
 * @param ban which credentials are left alone for long
 * @param sticky whether the calls of one session use one credential
 */
public record PoolSettings(
        Selection selection,
        int maxInFlight,
        QueueSize maxQueue,
        Duration queueTimeout,
        Cooldown cooldown,
        boolean lastKnownGood,
        Breaker breaker,
        Ban ban,
        Sticky sticky) {

    /** Which fit credential is next. */
    public enum Selection {
        /** One after the other. */
        ROUND_ROBIN,
        /** The first in the list until it is used up. */
        FILL_FIRST,
        /** The one with the fewest attempts in flight. */
        LEAST_IN_FLIGHT,
        /** One after the other, those that have a token before those that must log in first (DS-11). */
        TOKEN_FIRST,
        /** The healthier of two that are picked at random (BAN-03). */
        HEALTH
    }

    /**
     * How long a credential rests, by what went wrong.
     *
     * @param rateLimited after a 429 without Retry-After, doubling up to {@code rateLimitedMax}
     * @param rejected after a 401 or 403, then one call tries it again; doubling up to {@code rejectedMax}
     * @param quota after a 402
     * @param failuresInARow how many 5xx or broken connections in a row rest it
     * @param failed for how long they do, doubling up to {@code failedMax}
     */
    public record Cooldown(
            Duration rateLimited,
            Duration rateLimitedMax,
            Duration rejected,
            Duration rejectedMax,
            Duration quota,
            int failuresInARow,
            Duration failed,
            Duration failedMax) {}

    /**
     * What bans a credential (BAN-01). Each rule counts failures of one kind since the last success.
     *
     * @param enabled whether anything does
     * @param sweep how often bans that are over are lifted, for credentials that nobody asks for (BAN-02)
     * @param rateLimited 429, for each family of models; a Retry-After says how long instead
     * @param forbidden 403
     * @param unauthorized 401
     * @param failed 5xx and broken connections
     * @param inARow failures of whatever kind
     */
    public record Ban(
            boolean enabled,
            Duration sweep,
            Rule rateLimited,
            Rule forbidden,
            Rule unauthorized,
            Rule failed,
            Rule inARow) {}

    /**
     * When a host is left alone but for one call after another that tries it.
     *
     * @param after how often in a row it was not reached; 0: that counts as a failure like any other
     * @param percent how much of a window's attempts it failed, not reached ones included, or when that rests every
     *     credential; 0: the credentials alone rest
     * @param least of how many attempts at least
     * @param window what is looked at at a time
     * @param lasts from one of those calls to the next
     */
    public record Breaker(int after, int percent, int least, Duration window, Duration lasts) {}

    /**
     * What happens after so many failures.
     *
     * @param after how many; 0: the rule is off
     * @param lasts for how long
     */
    public record Rule(int after, Duration lasts) {}

    /**
     * Whether a session keeps its credential (BAN-04).
     *
     * @param ttl since its last call
     * @param maxSessions how many are remembered; beyond, the one that was silent longest is forgotten
     */
    public record Sticky(boolean enabled, Duration ttl, int maxSessions) {}
}
