package dev.parley.server.pool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a credential must survive a restart (MA-50).
 *
 * @param disabled whether an administrator keeps it from being lent
 * @param banUntil when its ban ends; null: it is not banned
 * @param bannedReason empty: it is not banned
 */
public record CredentialMark(
        String id, boolean disabled, @Nullable Instant banUntil, String bannedReason) {}
