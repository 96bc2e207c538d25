package dev.parley.server.limit;

import dev.parley.server.config.KeyLimits;
import dev.parley.server.store.BudgetTable.Charged;
import dev.parley.server.store.BudgetTable.Period;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may use and has used, for operators.
 *
 * @param id of its key, or anonymous
 * @param name its label where it was last used; empty if it was not since the start
 * @param limits what counts for it
 * @param openCalls calls that are open now
 * @param requestsLeft calls that may begin now; null: no limit
 * @param tokensLeft tokens that may be used now, below zero where too many were; null: no limit
 * @param spent what each budget was charged
 */
public record KeyView(
        String id,
        String name,
        KeyLimits limits,
        long openCalls,
        @Nullable Long requestsLeft,
        @Nullable Long tokensLeft,
        Map<Period, Spent> spent) {
    /** What was charged to a budget until now, and when it begins anew; null: never. */
    public record Spent(Charged charged, @Nullable Instant ends) {}
}
