package dev.parley.server.management.credentials;

import dev.parley.server.error.ChatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All credentials that are in force, by provider and then in the order of the rotation. Thread-safe. */
final class Directory {
    private final List<ManagedPool> pools;

    Directory(List<ManagedPool> pools) {
        this.pools = List.copyOf(pools);
    }

    List<ManagedPool> pools() {
        return pools;
    }

    List<Held> all() {
        return pools.stream().flatMap(Directory::of).toList();
    }

    /**
     * The credential with an id; where providers share one, it is {@code provider:id}.
     *
     * @throws ChatException NOT_FOUND, or INVALID_REQUEST if it could be several
     */
    Held find(String id) {
        List<Held> all = all();
        List<Held> named = all.stream().filter(held -> held.id().equals(id)).toList();
        if (named.size() > 1) {
            List<String> names = named.stream().map(Directory::longName).toList();
            throw ChatException.invalid(
                    "id", "'%s' is a credential of several providers (expected: one of %s).".formatted(id, names));
        }
        return named.stream()
                .findFirst()
                .or(() -> all.stream().filter(held -> longName(held).equals(id)).findFirst())
                .orElseThrow(() -> Refusals.unknown(id));
    }

    private static String longName(Held held) {
        return held.pool().name() + ':' + held.id();
    }

    private static Stream<Held> of(ManagedPool pool) {
        Map<String, Entry> entries = new HashMap<>();
        pool.sources()
                .entries()
                .forEach(entry -> entries.putIfAbsent(entry.credential().id(), entry));
        return pool.pool().credentials().stream()
                .filter(view -> entries.containsKey(view.id()))
                .map(view -> new Held(pool, Objects.requireNonNull(entries.get(view.id())), view));
    }
}
