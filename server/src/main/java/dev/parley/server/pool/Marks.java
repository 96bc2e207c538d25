package dev.parley.server.pool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The marks of credentials that have left the list, or have not come yet, and whether any credential's mark has changed
 * since it was last told. Used under the pool's lock.
 */
final class Marks {
    private final Map<String, CredentialMark> absent = new LinkedHashMap<>();
    private boolean changed;

    Marks(List<CredentialMark> kept) {
        kept.forEach(mark -> absent.put(mark.id(), mark));
    }

    /** Gives what was kept to a credential that has come. */
    void restore(CredentialState state) {
        CredentialMark mark = absent.remove(state.credential().id());
        if (mark != null) {
            state.restore(mark);
        }
    }

    /** Keeps the mark of one that has gone, until it comes back. */
    void keep(CredentialState state, Instant now) {
        CredentialMark mark = state.mark(now);
        if (isWorth(mark, now)) {
            absent.put(mark.id(), mark);
        }
    }

    void change() {
        changed = true;
    }

    /** Whether something has changed since the last time this was asked. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** All that is to be kept. */
    List<CredentialMark> all(Stream<CredentialState> present, Instant now) {
        absent.values().removeIf(mark -> !isWorth(mark, now));
        List<CredentialMark> all = new ArrayList<>(absent.values());
        present.map(state -> state.mark(now)).filter(mark -> isWorth(mark, now)).forEach(all::add);
        return all;
    }

    private static boolean isWorth(CredentialMark mark, Instant now) {
        return mark.disabled() || isAfter(mark.banUntil(), now);
    }

    private static boolean isAfter(@Nullable Instant until, Instant now) {
        return until != null && until.isAfter(now);
    }
}
