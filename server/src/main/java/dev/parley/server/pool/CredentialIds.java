package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for credentials that logs may show. */
public final class CredentialIds {
    private static final int BYTES = 6;

    private CredentialIds() {}

    /** A credential named by the first 12 hex digits of its secret's SHA-256. */
    public static Credential named(Secret secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return new Credential(HexFormat.of().formatHex(digest, 0, BYTES), secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
