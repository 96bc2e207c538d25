package dev.parley.server.pool;

import java.util.List;

/**
 * How a pool stands.
 *
 * @param available credentials that nothing rests
 * @param resting credentials that cool down or were rejected
 * @param inFlight leases that are out
 * @param waiting calls in line
 * @param currentIndex place of the credential that was lent last
 * @param free ids of credentials that nothing rests and that are under their limit, sorted
 * @param inUse ids of credentials with leases out, sorted
 * @param maxInFlight attempts at a time with one credential; 0 means no limit
 * @param maxWaiting calls that may be in line
 */
public record PoolStatus(
        int total,
        int available,
        int resting,
        int inFlight,
        int waiting,
        int currentIndex,
        List<String> free,
        List<String> inUse,
        int maxInFlight,
        int maxWaiting) {}
