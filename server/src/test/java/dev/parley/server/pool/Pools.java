package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.PoolSettings.Ban;
import dev.parley.server.config.PoolSettings.Breaker;
import dev.parley.server.config.PoolSettings.Cooldown;
import dev.parley.server.config.PoolSettings.Rule;
import dev.parley.server.config.PoolSettings.Selection;
import dev.parley.server.config.PoolSettings.Sticky;
import dev.parley.server.config.QueueSize;
import java.time.Duration;

/** Settings of pools: MG-09's cool-downs, and nothing else unless a test adds it. */
final class Pools {
    static final Cooldown COOLDOWN = new Cooldown(
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(24),
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private Pools() {}

    static PoolSettings settings(Selection selection, int maxInFlight, QueueSize maxQueue, Duration queueTimeout) {
        return settings(selection, maxInFlight, maxQueue, queueTimeout, COOLDOWN);
    }

    static PoolSettings settings(
            Selection selection, int maxInFlight, QueueSize maxQueue, Duration queueTimeout, Cooldown cooldown) {
        return new PoolSettings(
                selection,
                maxInFlight,
                maxQueue,
                queueTimeout,
                cooldown,
                false,
                breaker(0, 0),
                bans(false),
                sticky(false));
    }

    /** A breaker that gives a host 5 s, and looks at 10 attempts at least. */
    static Breaker breaker(int after, int percent) {
        return new Breaker(after, percent, 10, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** BAN-01's own numbers. */
    static Ban bans(boolean enabled) {
        return new Ban(
                enabled,
                Duration.ofMinutes(10),
                new Rule(3, Duration.ofMinutes(30)),
                new Rule(5, Duration.ofHours(1)),
                new Rule(3, Duration.ofHours(2)),
                new Rule(10, Duration.ofMinutes(15)),
                new Rule(10, Duration.ofHours(1)));
    }

    static Sticky sticky(boolean enabled) {
        return new Sticky(enabled, Duration.ofSeconds(300), 10_000);
    }
}
