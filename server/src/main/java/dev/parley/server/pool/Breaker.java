package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings.Rule;
import java.time.Instant;

/**
 * Keeps calls from a host that is not reached, whatever the credential (POOL-04): open after so many failures to
 * connect in a row. When its time is over calls go again, and the first that fails likewise opens it anew. Used under
 * the pool's lock.
 */
final class Breaker {
    private final Rule rule;
    private Instant end = Instant.MIN;
    private int inARow;

    Breaker(Rule rule) {
        this.rule = rule;
    }

    /** Whether it is in charge of failures to connect; else they count against the credential. */
    boolean isOn() {
        return rule.after() > 0;
    }

    void unreachable(Instant now) {
        inARow++;
        if (inARow >= rule.after()) {
            end = now.plus(rule.lasts());
        }
    }

    /** The host has answered, be it with an error. */
    void reached() {
        inARow = 0;
        end = Instant.MIN;
    }

    boolean isOpen(Instant now) {
        return now.isBefore(end);
    }

    /** When it closes; in the past: it is not open. */
    Instant end() {
        return end;
    }
}
