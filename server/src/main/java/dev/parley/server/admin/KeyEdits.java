package dev.parley.server.admin;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.Keys;
import dev.parley.server.store.ManagedConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the admin API does to caller keys. */
final class KeyEdits {
    private final FixedConfig fixed;

    KeyEdits(FixedConfig fixed) {
        this.fixed = fixed;
    }

    /** These keys instead of all that are there. */
    ManagedConfig replace(ManagedConfig before, List<String> texts) {
        List<Secret> next = new ArrayList<>(Keys.clean(texts));
        refuseMasked(fixed.with(before).keys(), next);
        fixed.requireKeys(next);
        next.removeAll(fixed.config().keys());
        return before.withKeys(next);
    }

    ManagedConfig add(ManagedConfig before, Secret key) {
        if (fixed.with(before).keys().contains(key)) {
            throw ChatException.invalid(
                    "key", "The key is there already, as %s (expected: another one).".formatted(KeyIds.of(key)));
        }
        return with(before, List.of(key));
    }

    /** With those that are not there yet. */
    ManagedConfig merge(ManagedConfig before, List<String> texts) {
        List<Secret> added = new ArrayList<>(Keys.clean(texts));
        added.removeAll(fixed.config().keys());
        return with(before, added);
    }

    ManagedConfig remove(ManagedConfig before, Secret key) {
        fixed.protect(key);
        List<Secret> next = new ArrayList<>(before.keys());
        if (!next.remove(key)) {
            throw unknown();
        }
        return before.withKeys(next);
    }

    /** The key that a text is, or whose id it is. */
    Secret find(ManagedConfig config, String text) {
        List<Secret> keys = fixed.with(config).keys();
        return keys.stream()
                .filter(key -> key.matches(text))
                .findFirst()
                .or(() ->
                        keys.stream().filter(key -> KeyIds.of(key).equals(text)).findFirst())
                .orElseThrow(KeyEdits::unknown);
    }

    private static ManagedConfig with(ManagedConfig before, List<Secret> added) {
        Set<Secret> keys = new LinkedHashSet<>(before.keys());
        keys.addAll(added);
        return before.withKeys(List.copyOf(keys));
    }

    /** Whoever saw masked keys and sends them back would lock all callers out. */
    private static void refuseMasked(Collection<Secret> there, List<Secret> next) {
        List<String> masks = there.stream().map(Previews::key).toList();
        if (next.stream().anyMatch(key -> !there.contains(key) && masks.contains(key.reveal()))) {
            throw ChatException.invalid(
                    "keys", "One of the keys is the masked form of a key that is there (expected: whole keys).");
        }
    }

    private static ChatException unknown() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "key_not_found",
                        "There is no such key (expected: a key that is in force, or its id).")
                .param("key")
                .build();
    }
}
