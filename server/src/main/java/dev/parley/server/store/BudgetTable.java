package dev.parley.server.store;

import java.util.Map;

/** Tokens that were charged to caller keys, over restarts. Thread-safe; writing does not block. */
public interface BudgetTable {
    /** What a budget is for. Its name is kept: a constant is never renamed. */
    enum Period {
        DAY,
        MONTH,
        TOTAL
    }

    /** Whose budget; {@code caller} is the identity of one, never a key. */
    record Row(String caller, Period period) {}

    /**
     * What was charged.
     *
     * @param name of the period at hand, such as 2026-11-21 or 2026-11; empty for all time
     * @param estimated those of the tokens that were estimated
     */
    record Charged(String name, long tokens, long estimated) {
        /** The same with more. */
        public Charged plus(long more, boolean isEstimate) {
            return new Charged(name, tokens + more, estimated + (isEstimate ? more : 0));
        }
    }

    /** Keeps nothing. */
    BudgetTable NOWHERE = new BudgetTable() {
        @Override
        public Map<Row, Charged> saved() {
            return Map.of();
        }

        @Override
        public void put(Row row, Charged charged) {}
    };

    /** What was there when the store was opened. */
    Map<Row, Charged> saved();

    /** Keeps a row instead of what it was; on the disk within a second. */
    void put(Row row, Charged charged);
}
