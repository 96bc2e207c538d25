package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a provider wants to see.
 *
 * @param id stable, safe to log: a label or a hash, never the secret
 * @param secret the key or token itself; empty for providers that want none, and for accounts that have yet to log in
 * @param logIn how to get another secret; null if there is no way
 */
public record Credential(String id, Secret secret, @Nullable LogIn logIn) {
    /** A credential that stays as it is. */
    public Credential(String id, Secret secret) {
        this(id, secret, null);
    }

    /** The same with another secret. */
    Credential renewed(Secret other) {
        return new Credential(id, other, logIn);
    }
}
