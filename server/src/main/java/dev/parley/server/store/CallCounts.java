package dev.parley.server.store;

/** What callers have used, over restarts. Thread-safe; adding does not block. */
public interface CallCounts {
    /**
     * Sums.
     *
     * @param calls however they ended
     * @param failed those that were not answered whole
     */
    record Counts(long calls, long failed, long inputTokens, long outputTokens) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** Counts nothing. */
    CallCounts NOWHERE = new CallCounts() {
        @Override
        public void add(String caller, Counts more) {}

        @Override
        public Counts of(String caller) {
            return Counts.NONE;
        }
    };

    /** Adds to a caller's; on the disk within a second. */
    void add(String caller, Counts more);

    /** A caller's. */
    Counts of(String caller);
}
