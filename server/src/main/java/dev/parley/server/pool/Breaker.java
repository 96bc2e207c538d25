package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import java.time.Instant;

/**
 * Keeps calls from a host that fails, whatever the credential (POOL-04): open after so many failures to connect in a
 * row, or once so large a part of a window's attempts were failed by the host. While it is open one call after another
 * tries the host, as long apart as the settings say; the first that is answered closes it. Used under the pool's lock.
 */
final class Breaker {
    private static final int PERCENT = 100;

    private final PoolSettings.Breaker settings;
    private final Recent recent = new Recent();
    private boolean open;
    private boolean told;
    private Instant nextTrial = Instant.MIN;
    private int era;
    private int inARow;

    Breaker(PoolSettings.Breaker settings) {
        this.settings = settings;
    }

    /** Whether it is in charge of failures to connect; else they count against the credential. */
    boolean mindsConnections() {
        return settings.after() > 0;
    }

    /** Whether it looks at all failures of the host, besides what they do to the credentials. */
    boolean mindsFailures() {
        return settings.percent() > 0;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether it has opened or closed since it was last asked. */
    boolean takeChange() {
        boolean changed = open != told;
        told = open;
        return changed;
    }

    /** Whether it keeps calls away now. */
    boolean refuses(Instant now) {
        return open && now.isBefore(nextTrial);
    }

    /** When the next call may try the host; in the past: now. */
    Instant nextTrial() {
        return nextTrial;
    }

    /** An attempt begins, which {@link #refuses} allowed; the number is its era, in which alone its outcome counts. */
    int begin(Instant now) {
        if (open) {
            nextTrial = now.plus(settings.lasts());
        }
        return era;
    }

    /** The host has answered an attempt of this era, be it with an error; true: that closes it. */
    boolean answered(int begun, Instant now) {
        if (begun != era) {
            return false;
        }
        inARow = 0;
        boolean closes = open;
        if (closes) {
            close();
        } else if (mindsFailures()) {
            recent.at(now, settings.window()).count();
        }
        return closes;
    }

    /** The host has failed an attempt of this era; {@code late}: after it had answered. */
    void failed(int begun, boolean unreachable, boolean late, Instant now) {
        if (begun != era) {
            return;
        }
        inARow = unreachable ? inARow + 1 : 0;
        recent.at(now, settings.window()).countSome();
        if (!late) {
            recent.count();
        }
        if (open || isTooMuch()) {
            open(now);
        }
    }

    void open(Instant now) {
        nextTrial = now.plus(settings.lasts());
        if (!open) {
            open = true;
            era++;
        }
    }

    void close() {
        if (open) {
            open = false;
            era++;
        }
        inARow = 0;
        recent.clear();
    }

    private boolean isTooMuch() {
        boolean unreached = mindsConnections() && inARow >= settings.after();
        return unreached
                || mindsFailures()
                        && recent.all() >= settings.least()
                        && recent.some() * PERCENT >= recent.all() * settings.percent();
    }
}
