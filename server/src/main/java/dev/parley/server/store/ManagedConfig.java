package dev.parley.server.store;

import dev.parley.server.config.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator changes at run time. Immutable.
 *
 * @param keys caller keys in the order they were added, each once
 * @param accounts in the order they were added, each identifier once
 * @param mapping what Claude's model names mean
 * @param publication what was published last; null if nothing ever was
 */
public record ManagedConfig(
        List<Secret> keys,
        List<ManagedAccount> accounts,
        ModelMapping mapping,
        @Nullable Publication publication) {
    /** Nothing at all. */
    public static final ManagedConfig EMPTY = new ManagedConfig(List.of(), List.of(), ModelMapping.UNSET, null);

    public ManagedConfig {
        keys = List.copyOf(keys);
        accounts = List.copyOf(accounts);
    }

    /** The account of an id; null if there is none. */
    public @Nullable ManagedAccount account(String id) {
        return accounts.stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The same with other keys. */
    public ManagedConfig withKeys(List<Secret> others) {
        return new ManagedConfig(others, accounts, mapping, publication);
    }

    /** The same with other accounts. */
    public ManagedConfig withAccounts(List<ManagedAccount> others) {
        return new ManagedConfig(keys, others, mapping, publication);
    }

    /** The same with another mapping. */
    public ManagedConfig withMapping(ModelMapping other) {
        return new ManagedConfig(keys, accounts, other, publication);
    }

    /** The same, published. */
    public ManagedConfig withPublication(Publication last) {
        return new ManagedConfig(keys, accounts, mapping, last);
    }
}
