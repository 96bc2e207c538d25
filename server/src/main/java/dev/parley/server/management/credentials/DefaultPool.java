package dev.parley.server.management.credentials;

import dev.parley.server.credential.TokenHosts;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose credentials are meant where nobody says. */
final class DefaultPool {
    private final List<ManagedPool> pools;
    private final List<ManagedPool> candidates;

    /** {@code listeners} are the providers of listeners: of several that take files, they come first. */
    DefaultPool(List<ManagedPool> pools, Set<String> listeners) {
        this.pools = pools;
        List<ManagedPool> files = pools.stream()
                .filter(pool -> pool.takes() == ManagedPool.Takes.FILES)
                .toList();
        List<ManagedPool> own =
                files.stream().filter(pool -> listeners.contains(pool.name())).toList();
        this.candidates = own.isEmpty() ? files : own;
    }

    /**
     * The provider of this name; empty: the default one.
     *
     * @throws ChatException INVALID_REQUEST: there is none, or it could be several
     */
    ManagedPool of(String name) {
        Optional<ManagedPool> meant = name.isEmpty()
                ? only()
                : pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
        return meant.orElseThrow(() -> ChatException.invalid(
                "provider",
                "'provider' is '%s' (expected: one of %s)."
                        .formatted(
                                Shown.name(name),
                                pools.stream().map(ManagedPool::name).toList())));
    }

    /** The default one; empty: there is none, or it could be several. */
    Optional<ManagedPool> only() {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /** The default one's rules, or Google's where there is none. */
    TokenHosts hosts() {
        return candidates.isEmpty() ? TokenHosts.GOOGLE : candidates.getFirst().hosts();
    }
}
