package dev.parley.server.pool;

import dev.parley.server.config.Secret;

/**
 * What a host wants to see before it gives an account a token.
 *
 * @param email empty if the account is known by its mobile number
 * @param mobile empty if the account is known by its email
 */
public record LogIn(String email, String mobile, Secret password) {
    @Override
    public String toString() {
        return "log-in";
    }
}
