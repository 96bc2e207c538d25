package dev.parley.server.access;

import dev.parley.server.config.Secret;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caller keys that the admin API keeps; they open its provider alone (B3). They are looked up by a hash, so that
 * ten thousand cost no more than one. The time of a look-up tells a caller nothing (SEC-03): the hash is salted with
 * what only this process knows, so nobody can choose keys whose hash begins like another's, and what is found is
 * compared in constant time. Thread-safe.
 */
public final class ManagedKeys {
    private static final int SALT_BYTES = 32;

    private final Set<String> providers;
    private final byte[] salt = new byte[SALT_BYTES];
    private volatile Map<ByteBuffer, Key> keys = Map.of();
    private volatile Consumer<Set<String>> onRevoked = identities -> {};

    private record Key(Secret secret, String name) {}

    /** None yet; those to come open this provider. */
    public ManagedKeys(String provider) {
        this.providers = Set.of(provider);
        new SecureRandom().nextBytes(salt);
    }

    /** {@code listener} hears who may call no more, by {@link Caller#identity()}; to be said before there are keys. */
    public void onRevoked(Consumer<Set<String>> listener) {
        onRevoked = listener;
    }

    /** From now on these are the keys. */
    public void replace(Collection<Secret> secrets) {
        Map<ByteBuffer, Key> next = new HashMap<>();
        for (Secret secret : secrets) {
            next.put(hash(secret.reveal()), new Key(secret, KeyIds.of(secret)));
        }
        Map<ByteBuffer, Key> before = keys;
        keys = next;
        Set<String> gone = before.entrySet().stream()
                .filter(entry -> !next.containsKey(entry.getKey()))
                .map(entry -> KeyIds.identity(entry.getValue().secret))
                .collect(Collectors.toUnmodifiableSet());
        if (!gone.isEmpty()) {
            onRevoked.accept(gone);
        }
    }

    /** Who calls with this key on a listener; null if it is none of them. */
    @Nullable
    Caller find(String presented, String listener) {
        Map<ByteBuffer, Key> now = keys;
        Key key = now.isEmpty() ? null : now.get(hash(presented));
        return key != null && key.secret.matches(presented) ? caller(key, listener) : null;
    }

    /** Who calls with the key of this id on a listener. */
    Optional<Caller> named(String id, String listener) {
        return keys.values().stream()
                .filter(key -> key.name.equals(id))
                .map(key -> caller(key, listener))
                .findFirst();
    }

    private Caller caller(Key key, String listener) {
        return Caller.of(key.secret, key.name, listener, providers);
    }

    private ByteBuffer hash(String text) {
        return ByteBuffer.wrap(TokenKeys.sha256(salt, text));
    }
}
