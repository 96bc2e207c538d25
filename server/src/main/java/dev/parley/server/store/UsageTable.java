package dev.parley.server.store;

import java.util.Map;

/** What was used, over restarts. Thread-safe; writing does not block. */
public interface UsageTable {
    /** By what calls are added up. */
    enum View {
        TOTAL,
        KEY,
        MODEL,
        HOUR,
        DAY
    }

    /** Of what a record tells: one caller key, one hour and so on. */
    record Row(View view, String name) {}

    /** Keeps nothing. */
    UsageTable NOWHERE = new UsageTable() {
        @Override
        public Map<Row, UsageRecord> saved() {
            return Map.of();
        }

        @Override
        public void put(Row row, UsageRecord record) {}

        @Override
        public void remove(Row row) {}
    };

    /** What was there when the store was opened. */
    Map<Row, UsageRecord> saved();

    /** Keeps a row instead of what it was; on the disk within a second. */
    void put(Row row, UsageRecord record);

    /** Forgets a row, likewise. */
    void remove(Row row);
}
