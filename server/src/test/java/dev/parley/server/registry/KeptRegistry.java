package dev.parley.server.registry;

import dev.parley.server.access.Actor;
import dev.parley.server.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A registry in a store on the disk. */
final class KeptRegistry implements AutoCloseable {
    static final Actor ACTOR = new Actor("ann", "127.0.0.1", false);
    static final VariantGrammar GRAMMAR =
            new VariantGrammar(List.of("假流式/", "fake-stream/"), List.of("流式抗截断/", "anti-trunc/"));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final RegistryNames names = new RegistryNames(GRAMMAR, true);
    final RegistryAdmin admin;
    final ModelRegistry registry;
    private final SqliteStore store;

    private KeptRegistry(Path folder, boolean seeded) {
        store = SqliteStore.open(folder, Map.of());
        Seeds seeds = new Seeds(seeded, "up", GRAMMAR);
        registry = new ModelRegistry(store.documents(), store.audit(), InstantSource.fixed(NOW), names, seeds);
        admin = RegistryAdmin.of(registry, seeds, Set.of("up", "down"));
    }

    static KeptRegistry open(Path folder) {
        return new KeptRegistry(folder, false);
    }

    /** One that is to begin with the defaults. */
    static KeptRegistry seeded(Path folder) {
        return new KeptRegistry(folder, true);
    }

    /** What was done to what, the oldest first. */
    List<String> deeds() {
        return store.audit().latest(100).reversed().stream()
                .map(entry -> entry.actor() + ' ' + entry.action() + ' ' + entry.subject())
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
