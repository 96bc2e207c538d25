package dev.parley.server.limit;

import dev.parley.server.Gateway;
import dev.parley.server.access.Caller;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.store.BudgetTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Limits by a clock that a test sets, and a table that a test sees. */
public final class LimitBench implements InstantSource, BudgetTable {
    static final Instant START = Instant.parse("2026-11-21T23:59:00Z");

    final Map<Row, Charged> table = new ConcurrentHashMap<>();
    final Metrics metrics = new Metrics();
    private final LiveSettings settings;
    private volatile Instant now = START;

    /** Names and values of settings without the PARLEY_LIMITS_ before them, in turn. */
    LimitBench(String... settings) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_LIMITS_" + settings[i], settings[i + 1]);
        }
        this.settings = new LiveSettings(Gateway.settings(List.of(), environment));
    }

    /** Limits that limit nothing. */
    public static Limits none() {
        return new LimitBench().limits();
    }

    /** A caller without a key, by its name. */
    public static Caller caller(String name) {
        return new Caller(name, "default", Set.of());
    }

    Limits limits() {
        return new Limits(new LimitRules(settings), this, ZoneOffset.UTC, this, metrics.admission());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Map<Row, Charged> saved() {
        return Map.copyOf(table);
    }

    @Override
    public void put(Row row, Charged charged) {
        table.put(row, charged);
    }
}
