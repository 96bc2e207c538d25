package dev.parley.server.poolday;

import java.time.Duration;
import java.time.Instant;

/**
 * When a host that is not reached is left alone (POOL-04): after so many failures to connect in a row, but for one call
 * after another that tries it. Attempts tell nothing of an outage that began or ended after them.
 */
final class Outages {
    private final int after;
    private final Duration lasts;
    private Instant nextTrial = Instant.MIN;
    private boolean now;
    private int changes;
    private int inARow;

    Outages(int after, Duration lasts) {
        this.after = after;
        this.lasts = lasts;
    }

    boolean refuses(Instant time) {
        return now && time.isBefore(nextTrial);
    }

    /** An attempt begins; what is returned goes to its {@link #end}. */
    int begin(Instant time) {
        if (now) {
            nextTrial = time.plus(lasts);
        }
        return changes;
    }

    /** An attempt has ended; {@code reached}: the host has answered, whatever it said. */
    void end(int begun, boolean reached, Instant time) {
        if (begun != changes) {
            return;
        }
        inARow = reached ? 0 : inARow + 1;
        if (reached) {
            become(false);
        } else if (now || inARow >= after) {
            nextTrial = time.plus(lasts);
            become(true);
        }
    }

    private void become(boolean outage) {
        if (outage != now) {
            now = outage;
            changes++;
        }
    }
}
