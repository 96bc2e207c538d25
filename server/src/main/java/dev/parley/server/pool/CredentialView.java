package dev.parley.server.pool;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one credential stands, for administrators. Holds no secret.
 *
 * @param id as in {@link Credential#id()}
 * @param kind whether it is a key or an account
 * @param aliases other names of the same account
 * @param disabled whether an administrator keeps it from being lent
 * @param autoBanned whether its failures do, until {@code banUntil}
 * @param bannedReason what it was banned for; empty: it is not banned
 * @param banUntil when the ban ends; null: it is not banned
 * @param healthy whether it may be lent now for some model: neither disabled nor banned, and nothing rests it whole
 * @param healthScore 0 to 1, see {@link HealthScore}; 0 while disabled or banned
 * @param failureWeight what its failures weigh now; halves every ten minutes
 * @param totalRequests attempts begun with it, those that were cancelled too
 * @param successCount attempts that worked
 * @param failureCount attempts whose failure counts against it
 * @param consecutiveFails failures since the last success
 * @param lastErrorCode HTTP status of the last failure; 0: there was none
 * @param lastSuccess null: there was none
 * @param lastFailure null: there was none
 * @param inFlight attempts under way
 */
public record CredentialView(
        String id,
        PoolKind kind,
        Set<String> aliases,
        boolean disabled,
        boolean autoBanned,
        String bannedReason,
        @Nullable Instant banUntil,
        boolean healthy,
        double healthScore,
        double failureWeight,
        long totalRequests,
        long successCount,
        long failureCount,
        int consecutiveFails,
        int lastErrorCode,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        int inFlight) {}
