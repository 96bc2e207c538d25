package dev.parley.server.store;

import dev.parley.server.config.Secret;

/**
 * An account of the managed provider.
 *
 * @param id the email, else the mobile number, else {@code token:} and a hash of the first token (DS-10); it stays when
 *     the token changes
 * @param email empty if there is none
 * @param mobile empty if there is none
 * @param password empty if there is none
 * @param token empty until it has logged in
 */
public record ManagedAccount(String id, String email, String mobile, Secret password, Secret token) {
    /** The same with another token. */
    public ManagedAccount withToken(Secret other) {
        return new ManagedAccount(id, email, mobile, password, other);
    }
}
