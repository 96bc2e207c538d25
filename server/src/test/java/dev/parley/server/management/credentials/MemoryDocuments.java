package dev.parley.server.management.credentials;

import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents that can be made to fail, as on a full disk. */
final class MemoryDocuments implements Documents {
    private final Map<Kind, Map<String, String>> all = new LinkedHashMap<>();
    volatile boolean broken;

    @Override
    public synchronized Map<String, String> all(Kind kind) {
        return new LinkedHashMap<>(all.getOrDefault(kind, Map.of()));
    }

    @Override
    public synchronized void apply(List<Change> changes) {
        if (broken) {
            throw new StoreException("the disk is full", null);
        }
        for (Change change : changes) {
            Map<String, String> kind = all.computeIfAbsent(change.kind(), _ -> new LinkedHashMap<>());
            if (change.text() == null) {
                kind.remove(change.id());
            } else {
                kind.put(change.id(), change.text());
            }
        }
    }
}
