package dev.parley.server.store.sqlite;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that secrets are sealed with.
 *
 * @param id which it is: the beginning of a hash of it, so that it can be told what sealed a blob
 */
record DataKey(int id, SecretKeySpec key) {
    /** Bytes of a key. */
    static final int LENGTH = 32;

    static DataKey of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new DataKey(ByteBuffer.wrap(hash).getInt(), new SecretKeySpec(bytes, "AES"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static DataKey random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return of(bytes);
    }

    /** The key itself, as it stands in files and variables. */
    String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    @Override
    public String toString() {
        return "key " + Integer.toHexString(id);
    }
}
