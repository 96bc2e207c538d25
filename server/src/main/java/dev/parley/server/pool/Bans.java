package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings.Ban;
import dev.parley.server.config.PoolSettings.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One credential's failures since its last success, and the ban that they led to (BAN-01). While it is banned nothing
 * is counted: calls that were under way tell nothing new. Used under the pool's lock.
 */
final class Bans {
    /** The longest ban that a host's Retry-After gives. */
    private static final Duration TOLD_MOST = Duration.ofHours(24);

    /** Model names come from callers, so what is remembered by family is bounded. */
    private static final int FAMILIES_MOST = 64;

    private final Ban rules;
    private final Map<FailureKind, Integer> counts = new EnumMap<>(FailureKind.class);
    private final Map<String, Integer> limitsByFamily = new HashMap<>();
    private int inARow;
    private @Nullable Rest ban;
    private String reason = "";

    Bans(Ban rules) {
        this.rules = rules;
    }

    /** The ban; null if there is none, or it is over. */
    @Nullable
    Rest current(Instant now) {
        return ban != null && now.isBefore(ban.until()) ? ban : null;
    }

    /** Whether there is a ban that is over and has not been lifted. */
    boolean isOver(Instant now) {
        return ban != null && !now.isBefore(ban.until());
    }

    /** What the ban is for; empty: there is none. */
    String reason() {
        return reason;
    }

    /** A success with one family says nothing of the others' rate limits. */
    void succeeded(String model) {
        if (!limitsByFamily.isEmpty()) {
            limitsByFamily.remove(ModelFamily.of(model));
        }
        counts.clear();
        inARow = 0;
    }

    /** Counts a failure; true if it is the one that bans. */
    boolean failed(FailureKind kind, String model, @Nullable Duration retryAfter, Instant now) {
        if (!rules.enabled() || current(now) != null) {
            return false;
        }
        if (isOver(now)) {
            lift();
        }
        inARow++;
        int ofKind = kind == FailureKind.RATE_LIMITED ? countLimit(model) : counts.merge(kind, 1, Integer::sum);
        Rule rule = rule(kind);
        if (isReached(rule, ofKind)) {
            Duration told = kind == FailureKind.RATE_LIMITED ? retryAfter : null;
            Duration lasts = told == null ? rule.lasts() : Rest.told(told, TOLD_MOST);
            ban(new Rest(now.plus(lasts), kind), "%d × %s".formatted(ofKind, kind.word()));
        } else if (isReached(rules.inARow(), inARow)) {
            ban(new Rest(now.plus(rules.inARow().lasts()), kind), "%d × failed in a row".formatted(inARow));
        }
        return ban != null;
    }

    /** Its token could not be renewed when the ban was over: the same as if the last 401 had just come. */
    void again(Instant now) {
        ban(new Rest(now.plus(rules.unauthorized().lasts()), FailureKind.UNAUTHORIZED), "its token cannot be renewed");
    }

    /** Takes over a ban that was kept. */
    void restore(Instant until, String why) {
        ban(new Rest(until, FailureKind.FAILED), why);
    }

    /** Lifts the ban and forgets what was counted. */
    void lift() {
        ban = null;
        reason = "";
        counts.clear();
        limitsByFamily.clear();
        inARow = 0;
    }

    private void ban(Rest next, String why) {
        ban = next;
        reason = why;
    }

    private int countLimit(String model) {
        String family = ModelFamily.of(model);
        if (limitsByFamily.size() >= FAMILIES_MOST && !limitsByFamily.containsKey(family)) {
            limitsByFamily.clear();
        }
        return limitsByFamily.merge(family, 1, Integer::sum);
    }

    private Rule rule(FailureKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> rules.rateLimited();
            case FORBIDDEN -> rules.forbidden();
            case UNAUTHORIZED -> rules.unauthorized();
            case FAILED, UNREACHABLE -> rules.failed();
            // A used-up quota rests it for longer than any ban; it counts among those in a row.
            case QUOTA -> rules.inARow();
        };
    }

    private static boolean isReached(Rule rule, int count) {
        return rule.after() > 0 && count >= rule.after();
    }
}
