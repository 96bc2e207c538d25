package dev.parley.server.config;

import java.time.Duration;

/**
 * How answers are kept that callers may continue (RS-05).
 *
 * @param ttl how long after they were last continued; zero: none are kept
 * @param maxTurnSize bytes of an answer together with what was asked; larger ones are not kept
 * @param maxConversationSize bytes of all turns that a call can continue
 * @param maxStoreMebibytes MiB of all that is kept; what expires first makes room for what comes
 */
public record ResponsesSettings(Duration ttl, int maxTurnSize, int maxConversationSize, int maxStoreMebibytes) {
    private static final long MEBIBYTE = 1 << 20;

    /** Whether answers are kept at all. */
    public boolean keeps() {
        return ttl.isPositive();
    }

    /** The bytes of all that is kept. */
    public long maxStoreSize() {
        return maxStoreMebibytes * MEBIBYTE;
    }
}
