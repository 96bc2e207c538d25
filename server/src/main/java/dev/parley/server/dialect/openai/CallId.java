package dev.parley.server.dialect.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of tool calls that hosts take (E-TOOL-3). */
final class CallId {
    private static final int LENGTH_MAX = 64;
    private static final int HASH_BYTES = 16;

    private CallId() {}

    /** The id itself, or for one that is too long another that is always the same for it. */
    static String legal(String id) {
        return id.length() <= LENGTH_MAX ? id : "call_" + HexFormat.of().formatHex(hash(id), 0, HASH_BYTES);
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
