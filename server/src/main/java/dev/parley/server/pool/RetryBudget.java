package dev.parley.server.pool;

import dev.parley.server.config.RetrySettings;
import java.time.InstantSource;

/**
 * What keeps calls from making a failing host's burden heavier: of the attempts at one provider in a window, only a
 * part may repeat one that the host failed. Thread-safe.
 */
public final class RetryBudget {
    private static final int PERCENT = 100;

    private final InstantSource clock;
    private final Recent recent = new Recent();

    public RetryBudget(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @param repeat whether the same call has just been failed by the host
     * @return false: it would be a repeat too many, and must not be made
     */
    public synchronized boolean spend(RetrySettings.Budget limits, boolean repeat) {
        if (limits.window().isZero()) {
            return true;
        }
        recent.at(clock.instant(), limits.window());
        if (!repeat) {
            recent.count();
            return true;
        }
        if (recent.some() >= Math.max(limits.least(), recent.all() * limits.percent() / PERCENT)) {
            return false;
        }
        recent.countSome();
        return true;
    }
}
