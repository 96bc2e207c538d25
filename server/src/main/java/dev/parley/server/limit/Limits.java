package dev.parley.server.limit;

import dev.parley.server.access.Caller;
import dev.parley.server.config.KeyLimits;
import dev.parley.server.error.ChatException;
import dev.parley.server.metrics.AdmissionMetrics;
import dev.parley.server.store.BudgetTable;
import dev.parley.server.store.BudgetTable.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the limits of caller keys. Calls are looked at before they begin and charged when they have ended, so that
 * calls that are open at the same time can use more than is left, by what they use together. What was charged is kept
 * by the store, behind the calls; rates begin anew with the process. Thread-safe; nothing here blocks.
 */
public final class Limits {
    /** Callers remembered before those that use nothing are forgotten: whoever brings tokens of its own can be many. */
    private static final int MANY = 10_000;

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final long SWEEP = TimeUnit.MINUTES.toNanos(1);

    private final LimitRules rules;
    private final BudgetTable table;
    private final Calendar calendar;
    private final InstantSource clock;
    private final AdmissionMetrics metrics;
    private final Map<String, KeyUse> uses = new ConcurrentHashMap<>();
    private final AtomicLong swept = new AtomicLong();

    /** Goes on with the budgets of {@code table}; {@code zone} is whose midnight begins days and months. */
    public Limits(LimitRules rules, BudgetTable table, ZoneId zone, InstantSource clock, AdmissionMetrics metrics) {
        this.rules = rules;
        this.table = table;
        this.calendar = new Calendar(zone);
        this.clock = clock;
        this.metrics = metrics;
        table.saved().forEach((row, charged) -> use(row.caller()).budgets.restore(row.period(), charged));
    }

    /** What a caller uses. */
    public KeyUse use(Caller caller) {
        return use(caller.identity()).named(caller.name());
    }

    /** Which limits keys have. */
    public LimitRules rules() {
        return rules;
    }

    /** From now on these limits, by keys' ids, win over the settings; the rates of the key of this id begin anew. */
    public void keep(Map<String, KeyLimits> kept, String id) {
        rules.keep(kept);
        uses.values().stream().filter(use -> use.id().equals(id)).forEach(KeyUse::begin);
    }

    /** All callers that have called since the start or have used of a budget before. */
    public List<KeyView> views() {
        Instant now = clock.instant();
        return uses.values().stream().map(use -> view(use, now)).toList();
    }

    /**
     * Lets a caller begin a call, and counts it in; the caller's {@code use} is given a place that has to be left
     * again.
     *
     * @throws ChatException RATE_LIMITED or QUOTA_EXHAUSTED: it may not, and nothing was counted
     */
    public void enter(Caller caller, KeyUse use) {
        KeyLimits limits = rules.inForce(caller);
        if (limits.isNone()) {
            use.places().take(Long.MAX_VALUE);
            return;
        }
        Instant now = clock.instant();
        checkBudgets(use, limits, now);
        long nanos = KeyUse.nanos(now);
        long owed = Bound.TOKENS.of(limits) > 0 ? use.tokens.untilAny(nanos) : 0;
        if (owed > 0) {
            throw refusal(Bound.TOKENS, limits, use, Duration.ofNanos(owed));
        }
        long concurrent = Bound.CONCURRENT.of(limits);
        if (!use.places().take(concurrent > 0 ? concurrent : Long.MAX_VALUE)) {
            throw refusal(Bound.CONCURRENT, limits, use, SOON);
        }
        long requests = Bound.REQUESTS.of(limits);
        long wait = requests > 0 ? use.requests.take(nanos, requests) : 0;
        if (wait > 0) {
            use.places().leave();
            throw refusal(Bound.REQUESTS, limits, use, Duration.ofNanos(wait));
        }
    }

    /** Charges what a call has used, to a caller that has any limit. */
    public void charge(Caller caller, long tokens, boolean estimated) {
        KeyLimits limits = rules.of(caller);
        if (tokens <= 0 || limits.isNone()) {
            return;
        }
        KeyUse use = use(caller);
        Instant now = clock.instant();
        long perMinute = Bound.TOKENS.of(limits);
        if (perMinute > 0) {
            use.tokens.charge(KeyUse.nanos(now), tokens, perMinute);
        }
        use.budgets.charge(
                tokens,
                estimated,
                now,
                (period, charged) -> table.put(new BudgetTable.Row(use.identity, period), charged));
    }

    /** What a caller may still use this minute; null: its rate has no limit. */
    public @Nullable Allowance allowance(Caller caller) {
        KeyLimits limits = rules.inForce(caller);
        long requests = Bound.REQUESTS.of(limits);
        long tokens = Bound.TOKENS.of(limits);
        if (requests == 0 && tokens == 0) {
            return null;
        }
        KeyUse use = use(caller);
        Instant now = clock.instant();
        return new Allowance(now, rate(use.requests, requests, now), rate(use.tokens, tokens, now));
    }

    private KeyView view(KeyUse use, Instant now) {
        KeyLimits limits = rules.of(use.id(), use.name());
        long nanos = KeyUse.nanos(now);
        long requests = Bound.REQUESTS.of(limits);
        long tokens = Bound.TOKENS.of(limits);
        Map<Period, KeyView.Spent> spent = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            spent.put(period, new KeyView.Spent(use.budgets.of(period, now), calendar.ends(period, now)));
        }
        return new KeyView(
                use.id(),
                use.name(),
                limits,
                use.places().taken(),
                requests == 0 ? null : use.requests.left(nanos, requests),
                tokens == 0 ? null : use.tokens.left(nanos, tokens),
                spent);
    }

    private static Allowance.@Nullable Rate rate(Bucket bucket, long limit, Instant now) {
        long nanos = KeyUse.nanos(now);
        return limit == 0
                ? null
                : new Allowance.Rate(
                        limit, Math.max(0, bucket.left(nanos, limit)), now.plusNanos(bucket.untilFull(nanos)));
    }

    private void checkBudgets(KeyUse use, KeyLimits limits, Instant now) {
        if (!limits.hasBudget()) {
            return;
        }
        for (Bound bound : Bound.values()) {
            Period period = bound.budget();
            long most = bound.of(limits);
            if (period != null && most > 0 && use.budgets.of(period, now).tokens() >= most) {
                Instant ends = calendar.ends(period, now);
                throw refusal(bound, limits, use, ends == null ? null : Duration.between(now, ends));
            }
        }
    }

    private ChatException refusal(Bound bound, KeyLimits limits, KeyUse use, @Nullable Duration wait) {
        metrics.refused(bound.word());
        return bound.refusal(use.name(), bound.of(limits), wait);
    }

    private KeyUse use(String identity) {
        KeyUse known = uses.get(identity);
        if (known != null) {
            return known;
        }
        if (uses.size() >= MANY) {
            sweep(KeyUse.nanos(clock.instant()));
        }
        return uses.computeIfAbsent(identity, unknown -> new KeyUse(unknown, calendar));
    }

    /** Forgets those that use nothing; once a minute at the most. */
    private void sweep(long now) {
        long before = swept.get();
        if (now - before > SWEEP && swept.compareAndSet(before, now)) {
            uses.values().removeIf(use -> use.isIdle(now));
        }
    }
}
