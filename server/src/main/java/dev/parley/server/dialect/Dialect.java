package dev.parley.server.dialect;

import java.util.List;

/** What both halves of a dialect have. */
public interface Dialect {
    /** The dialect's name as in {@code Extension.dialect}. */
    String name();

    /**
     * Names of headers that callers of this dialect may have for its hosts; they travel as an {@code Extension} with
     * the suffix {@link Drops#HEADERS} (E-OTH-6).
     */
    default List<String> keptHeaders() {
        return List.of();
    }
}
