package dev.parley.server.store;

import java.time.Instant;

/**
 * What was published to a deployment target.
 *
 * @param hash of the configuration that was published, in hex
 */
public record Publication(String hash, Instant at) {}
