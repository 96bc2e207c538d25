package dev.parley.server.limit;

import dev.parley.server.store.BudgetTable.Charged;
import dev.parley.server.store.BudgetTable.Period;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What was charged to one key's budgets. Thread-safe: one lock, held for a few instructions. */
final class Budgets {
    private final Map<Period, Charged> charged = new EnumMap<>(Period.class);
    private final Calendar calendar;

    Budgets(Calendar calendar) {
        this.calendar = calendar;
    }

    /** Goes on from what was kept. */
    synchronized void restore(Period period, Charged saved) {
        charged.put(period, saved);
    }

    /** What the period at hand was charged. */
    synchronized Charged of(Period period, Instant now) {
        String name = calendar.name(period, now);
        Charged known = charged.get(period);
        return known != null && known.name().equals(name) ? known : new Charged(name, 0, 0);
    }

    /** Charges all periods; {@code keep} is told what each comes to, in order. */
    synchronized void charge(long tokens, boolean estimated, Instant now, BiConsumer<Period, Charged> keep) {
        for (Period period : Period.values()) {
            Charged after = of(period, now).plus(tokens, estimated);
            charged.put(period, after);
            keep.accept(period, after);
        }
    }

    /** Whether nothing was ever charged. */
    synchronized boolean isEmpty() {
        return charged.isEmpty();
    }
}
