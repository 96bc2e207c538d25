package dev.parley.server.config;

import java.time.Duration;

/**
 * How a provider's credentials are lent (POOL-01).
 *
 * @param selection which fit credential is next
 * @param maxInFlight attempts at a time with one credential; 0 means no limit
 * @param maxQueue calls that may wait for a credential; 0 means none, auto as many as may run; see {@code maxInFlight}
 * @param queueTimeout how long a call waits
 */
public record PoolSettings(
        Selection selection, int maxInFlight, QueueSize maxQueue, Duration queueTimeout, Cooldown cooldown) {

    /** Which fit credential is next. */
    public enum Selection {
        /** One after the other. */
        ROUND_ROBIN,
        /** The first in the list until it is used up. */
        FILL_FIRST,
        /** The one with the fewest attempts in flight. */
        LEAST_IN_FLIGHT,
        /** One after the other, those that have a token before those that must log in first (DS-11). */
        TOKEN_FIRST
    }

    /**
     * How long a credential rests, by what went wrong.
     *
     * @param rateLimited after a 429 without Retry-After, doubling up to {@code rateLimitedMax}
     * @param rejected after a 401 or 403, then one call tries it again; doubling up to {@code rejectedMax}
     * @param quota after a 402
     * @param failuresInARow how many 5xx or broken connections in a row rest it
     * @param failed for how long they do
     */
    public record Cooldown(
            Duration rateLimited,
            Duration rateLimitedMax,
            Duration rejected,
            Duration rejectedMax,
            Duration quota,
            int failuresInARow,
            Duration failed) {}
}
