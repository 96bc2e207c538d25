package dev.parley.server.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the request paths that a provider could not express, such as {@code sampling.top_k} (COM-06). */
public final class Drops {
    private final Set<String> paths = new LinkedHashSet<>();

    public void add(String path) {
        paths.add(path);
    }

    /** In the order they were dropped, each once. */
    public List<String> paths() {
        return List.copyOf(paths);
    }
}
