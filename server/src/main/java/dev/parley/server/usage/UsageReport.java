package dev.parley.server.usage;

import dev.parley.server.store.UsageRecord;
import java.time.Instant;
import java.util.Map;

/**
 * What was used (MA-13).
 *
 * @param since when the counts of {@code total}, {@code keys} and {@code models} began anew; 1970: never
 * @param keys by the id or label of the caller's key, never the key itself
 * @param models by the name that callers ask for; those that nobody knows are {@code other}
 * @param hours the last two days', by name such as 2026-11-21T13
 * @param days the last month's, by name such as 2026-11-21
 */
public record UsageReport(
        Instant since,
        UsageRecord total,
        Map<String, UsageRecord> keys,
        Map<String, UsageRecord> models,
        Map<String, UsageRecord> hours,
        Map<String, UsageRecord> days) {}
