package dev.parley.server.dialect.responses;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The ids of the calls of one answer: as the host has them, but each once, and none empty. */
final class HostCallIds {
    private final Supplier<String> made;
    private final Set<String> used = new HashSet<>();

    HostCallIds(Supplier<String> made) {
        this.made = made;
    }

    /** The id itself unless it is empty, or another call of this answer has it. */
    String unique(String id) {
        String own = id.isEmpty() || used.contains(id) ? made.get() : id;
        used.add(own);
        return own;
    }
}
