package dev.parley.server.pool;

import dev.parley.server.config.Secret;

/**
 * What a provider wants to see.
 *
 * @param id stable, safe to log: a label or a hash, never the secret
 * @param secret the key or token itself; empty for providers that want none
 */
public record Credential(String id, Secret secret) {}
