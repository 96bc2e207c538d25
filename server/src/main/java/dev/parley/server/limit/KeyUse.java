package dev.parley.server.limit;

import dev.parley.server.access.KeyIds;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What one caller uses, whatever the listener and the wire. Thread-safe. */
public final class KeyUse {
    final String identity;
    final Bucket requests = new Bucket();
    final Bucket tokens = new Bucket();
    final Budgets budgets;
    private final Places places = new Places();
    private volatile String name = "";

    KeyUse(String identity, Calendar calendar) {
        this.identity = identity;
        this.budgets = new Budgets(calendar);
    }

    /** The same caller again, under the label it has there. */
    KeyUse named(String label) {
        if (!name.equals(label)) {
            name = label;
        }
        return this;
    }

    /** Its calls that are open. */
    public Places places() {
        return places;
    }

    /** How the key is named where it was last used; empty if it was not since the start. */
    String name() {
        return name;
    }

    /** The key's id. */
    String id() {
        return KeyIds.ofIdentity(identity);
    }

    /** Has its rates begin anew. */
    void begin() {
        requests.fill();
        tokens.fill();
    }

    /** Whether it would be the same if it were forgotten. */
    boolean isIdle(long now) {
        boolean rested = requests.untilFull(now) == 0 && tokens.untilFull(now) == 0;
        return places.taken() == 0 && rested && budgets.isEmpty();
    }

    /** A moment for buckets. */
    static long nanos(Instant moment) {
        return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
    }
}
