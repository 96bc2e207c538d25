package dev.parley.server.config;

import org.jspecify.annotations.Nullable;

/**
 * What a caller key may use. Null: nothing is said here; 0: there is no such limit, whatever others say.
 *
 * @param requestsPerMinute calls that may begin, all of them at once after a pause
 * @param tokensPerMinute tokens of prompts and answers, all of them at once after a pause
 * @param concurrentCalls calls that may be open at a time
 * @param tokensPerDay from midnight to midnight by the clocks of {@code usage.zone}
 * @param tokensPerMonth of a calendar month
 * @param tokensTotal of all time
 */
public record KeyLimits(
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Long concurrentCalls,
        @Nullable Long tokensPerDay,
        @Nullable Long tokensPerMonth,
        @Nullable Long tokensTotal) {
    public static final KeyLimits NONE = new KeyLimits(null, null, null, null, null, null);

    /** These, and where they say nothing what is below. */
    public KeyLimits over(KeyLimits below) {
        return new KeyLimits(
                either(requestsPerMinute, below.requestsPerMinute),
                either(tokensPerMinute, below.tokensPerMinute),
                either(concurrentCalls, below.concurrentCalls),
                either(tokensPerDay, below.tokensPerDay),
                either(tokensPerMonth, below.tokensPerMonth),
                either(tokensTotal, below.tokensTotal));
    }

    /** Whether nothing is limited. */
    public boolean isNone() {
        return !isSet(requestsPerMinute) && !isSet(tokensPerMinute) && !isSet(concurrentCalls) && !hasBudget();
    }

    /** Whether there is a budget: what must be known over restarts. */
    public boolean hasBudget() {
        return isSet(tokensPerDay) || isSet(tokensPerMonth) || isSet(tokensTotal);
    }

    private static boolean isSet(@Nullable Long limit) {
        return limit != null && limit > 0;
    }

    private static @Nullable Long either(@Nullable Long own, @Nullable Long below) {
        return own == null ? below : own;
    }
}
