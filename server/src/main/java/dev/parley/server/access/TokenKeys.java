package dev.parley.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys that sign tokens: of the right length whatever the secrets are, none of them, and another for each purpose. */
final class TokenKeys {
    private static final int BYTES = 32;

    private TokenKeys() {}

    /** The key for a purpose; another one once either text is another. */
    static byte[] derive(String secret, String salt, String purpose) {
        try {
            HKDFParameterSpec spec = HKDFParameterSpec.ofExtract()
                    .addIKM(utf8(secret))
                    .addSalt(utf8(salt))
                    .thenExpand(utf8(purpose), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is a part of every JDK since 25.", e);
        }
    }

    /** A hash that only this salt gives. */
    static byte[] sha256(byte[] salt, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(utf8(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
