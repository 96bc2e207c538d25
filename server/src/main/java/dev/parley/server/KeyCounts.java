package dev.parley.server;

import dev.parley.server.access.KeyIds;
import dev.parley.server.store.CallCounts;

/** Counts the calls of keys that the admin API keeps; other callers' names have no bound, so they are not kept. */
record KeyCounts(CallCounts kept) implements CallCounts {
    @Override
    public void add(String caller, Counts more) {
        if (KeyIds.isId(caller)) {
            kept.add(caller, more);
        }
    }

    @Override
    public Counts of(String caller) {
        return kept.of(caller);
    }
}
