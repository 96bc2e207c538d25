package dev.parley.server.limit;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.KeyLimits;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.BudgetTable.Period;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The limits of a key: what each bounds, and what a caller hears that has met it. One table. */
enum Bound {
    REQUESTS("requests-per-minute", "%d requests a minute", KeyLimits::requestsPerMinute, null),
    TOKENS("tokens-per-minute", "%d tokens a minute", KeyLimits::tokensPerMinute, null),
    CONCURRENT("concurrent-calls", "%d open calls at a time", KeyLimits::concurrentCalls, null),
    DAY("tokens-per-day", "%d tokens a day", KeyLimits::tokensPerDay, Period.DAY),
    MONTH("tokens-per-month", "%d tokens a month", KeyLimits::tokensPerMonth, Period.MONTH),
    TOTAL("tokens-total", "%d tokens in all", KeyLimits::tokensTotal, Period.TOTAL);

    private final String setting;
    private final String words;
    private final Function<KeyLimits, @Nullable Long> limit;
    private final @Nullable Period budget;

    Bound(String setting, String words, Function<KeyLimits, @Nullable Long> limit, @Nullable Period budget) {
        this.setting = setting;
        this.words = words;
        this.limit = limit;
        this.budget = budget;
    }

    /** What limits say of it; 0: nothing. */
    long of(KeyLimits limits) {
        Long set = limit.apply(limits);
        return set == null ? 0 : set;
    }

    /** The period whose budget it is; null: it is none. */
    @Nullable
    Period budget() {
        return budget;
    }

    /** What metrics call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A refusal; {@code wait} is when to try again, null: waiting helps nobody. */
    ChatException refusal(String key, long most, @Nullable Duration wait) {
        String message = "The key %s may use %s (setting limits.%s.%s, or limits.default.%s)."
                .formatted(key, words.formatted(most), key, setting, setting);
        return (budget == null
                        ? ChatException.of(
                                ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.REQUEST, "rate_limit_exceeded", message)
                        : ChatException.of(
                                ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, Blame.REQUEST, "insufficient_quota", message))
                .retryAfter(wait)
                .build();
    }
}
