package dev.parley.server.pool;

/**
 * How a pool stands.
 *
 * @param available credentials that nothing rests
 * @param resting credentials that cool down or were rejected
 * @param inFlight leases that are out
 * @param waiting calls in line
 * @param currentIndex place of the credential that was lent last
 */
public record PoolStatus(int total, int available, int resting, int inFlight, int waiting, int currentIndex) {}
