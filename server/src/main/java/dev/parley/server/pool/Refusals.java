package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why a pool lends nothing, in words for callers. They name no credential. */
record Refusals(String provider, PoolKind kind) {
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    /** There is none at all. */
    ChatException noneConfigured() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE, Blame.CREDENTIAL, kind.reason(), kind.message(provider))
                .build();
    }

    /** All that are left, of {@code all}, rest. */
    ChatException resting(List<Rest> rests, List<CredentialState> all, Instant now) {
        Optional<Instant> soonest = rests.stream().map(Rest::until).min(Comparator.naturalOrder());
        boolean limits = !rests.isEmpty() && rests.stream().allMatch(Rest::rateLimited);
        return ChatException.of(
                        limits ? ErrorCode.ERROR_CODE_RATE_LIMITED : ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        limits ? "rate_limit_exceeded" : "service_unavailable",
                        "No credential of provider '%s' is usable now: %s."
                                .formatted(provider, standing(rests.size(), all)))
                .retryAfter(soonest.map(until -> Duration.between(now, until)).orElse(null))
                .build();
    }

    private static String standing(int resting, List<CredentialState> all) {
        long disabled = all.stream().filter(CredentialState::disabled).count();
        String rest = "%d of %d rest after failures".formatted(resting, all.size());
        return disabled == 0 ? rest : rest + ", %d are disabled".formatted(disabled);
    }

    /** The breaker is open. */
    ChatException hostFails(Instant until, Instant now) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        "service_unavailable",
                        "The host of provider '%s' fails and is left alone for a while (setting providers.%s.pool.breaker)."
                                .formatted(provider, provider))
                .retryAfter(Duration.between(now, until))
                .build();
    }

    /** All are at their limit, and there is no room in line, or no time left. */
    ChatException busy(int waiting) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_RATE_LIMITED,
                        Blame.CREDENTIAL,
                        "account_pool_exhausted",
                        "Every credential of provider '%s' that would do is busy and %d calls wait (setting providers.%s.pool)."
                                .formatted(provider, waiting, provider))
                .retryAfter(WHEN_FULL)
                .build();
    }

    /** The call wants an account that is not there. */
    ChatException unknownAccount() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "account_not_found",
                        ("Provider '%s' has no account of that name (expected in x-ds2-target-account: the email, the"
                                        + " mobile number or the identifier of one).")
                                .formatted(provider))
                .build();
    }
}
