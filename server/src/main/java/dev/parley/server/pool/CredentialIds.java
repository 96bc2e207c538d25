package dev.parley.server.pool;

import dev.parley.server.config.Secret;

/** Names for credentials that logs may show. */
public final class CredentialIds {
    private static final int KEY_BYTES = 6;
    private static final int TOKEN_BYTES = 8;

    private CredentialIds() {}

    /** A credential named by the first 12 hex digits of its secret's SHA-256. */
    public static Credential named(Secret secret) {
        return new Credential(secret.fingerprint(KEY_BYTES), secret);
    }

    /**
     * An account, named by its email, else its mobile number, else by the first 16 hex digits of its token's SHA-256
     * (DS-10). The name stays when the token changes.
     */
    public static Credential account(LogIn logIn, Secret token) {
        String login = logIn.email().isEmpty() ? logIn.mobile() : logIn.email();
        String id = login.isEmpty() ? "token:" + token.fingerprint(TOKEN_BYTES) : login;
        return new Credential(id, token, login.isEmpty() || logIn.password().isEmpty() ? null : logIn);
    }
}
