package dev.parley.server.limit;

import dev.parley.server.access.Caller;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.KeyLimits;
import dev.parley.server.config.LiveSettings;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which limits a key has: those that an operator set at run time over those that the settings name by its id, by its
 * label, and for all. Thread-safe.
 */
public final class LimitRules {
    /** What the settings call the limits of all keys. */
    public static final String DEFAULT = "default";

    private final LiveSettings settings;
    private volatile Map<String, KeyLimits> kept = Map.of();

    public LimitRules(LiveSettings settings) {
        this.settings = settings;
    }

    /** From now on these count for the keys of these ids. */
    public void keep(Map<String, KeyLimits> limits) {
        kept = Map.copyOf(limits);
    }

    /** Those that count for keys of these ids. */
    public Map<String, KeyLimits> kept() {
        return kept;
    }

    /** The ids and labels that the settings name. */
    public Set<String> named() {
        return settings.now().limits().keySet().stream()
                .filter(name -> !name.equals(DEFAULT))
                .collect(Collectors.toSet());
    }

    /** What a caller is charged by. */
    KeyLimits of(Caller caller) {
        return of(KeyIds.ofIdentity(caller.identity()), caller.name());
    }

    /** What a caller is held to: nothing while {@code features.rate-limit} is off. */
    KeyLimits inForce(Caller caller) {
        return settings.now().features().rateLimit() ? of(caller) : KeyLimits.NONE;
    }

    /** What counts for a key. */
    public KeyLimits of(String id, String name) {
        Map<String, KeyLimits> set = settings.now().limits();
        KeyLimits all = set.getOrDefault(DEFAULT, KeyLimits.NONE);
        if (set.size() <= 1 && kept.isEmpty()) {
            return all;
        }
        KeyLimits named = set.getOrDefault(id, KeyLimits.NONE).over(set.getOrDefault(name, KeyLimits.NONE));
        return kept.getOrDefault(id, KeyLimits.NONE).over(named).over(all);
    }

    /** Whether the settings have a budget for anybody. */
    public static boolean haveBudgets(Map<String, KeyLimits> limits) {
        return limits.values().stream().anyMatch(KeyLimits::hasBudget);
    }
}
