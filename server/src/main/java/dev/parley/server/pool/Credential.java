package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider wants to see.
 *
 * @param id stable, safe to log: a label or a hash, never the secret
 * @param aliases other names of the same account (DS-06), such as its mobile number
 * @param secret the key or token itself; empty for providers that want none, and for accounts that have yet to log in
 * @param logIn how to get another secret; null if there is no way
 */
public record Credential(
        String id,
        Set<String> aliases,
        Secret secret,
        @Nullable LogIn logIn) {
    public Credential {
        aliases = Set.copyOf(aliases);
    }

    /** A credential that stays as it is. */
    public Credential(String id, Secret secret) {
        this(id, Set.of(), secret, null);
    }

    /** The same with another secret. */
    Credential renewed(Secret other) {
        return new Credential(id, aliases, other, logIn);
    }
}
