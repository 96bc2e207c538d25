package dev.parley.server.dialect.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stand-ins for ids that a host does not take: always the same for the same id (E-TOOL-3). */
public final class StableId {
    private static final int HASH_BYTES = 16;

    private StableId() {}

    /** The prefix and 32 hexadecimal digits. */
    public static String of(String prefix, String id) {
        return prefix + HexFormat.of().formatHex(hash(id), 0, HASH_BYTES);
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
