package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for credentials that logs may show. */
public final class CredentialIds {
    private static final int KEY_BYTES = 6;
    private static final int TOKEN_BYTES = 8;

    private CredentialIds() {}

    /** A credential named by the first 12 hex digits of its secret's SHA-256. */
    public static Credential named(Secret secret) {
        return new Credential(hash(secret, KEY_BYTES), secret);
    }

    /**
     * An account, named by its email, else its mobile number, else by the first 16 hex digits of its token's SHA-256
     * (DS-10). The name stays when the token changes.
     */
    public static Credential account(LogIn logIn, Secret token) {
        String login = logIn.email().isEmpty() ? logIn.mobile() : logIn.email();
        String id = login.isEmpty() ? "token:" + hash(token, TOKEN_BYTES) : login;
        return new Credential(id, token, login.isEmpty() || logIn.password().isEmpty() ? null : logIn);
    }

    private static String hash(Secret secret, int bytes) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
