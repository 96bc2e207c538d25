package dev.parley.server.admin;

import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys and accounts that stand in the settings: the admin API shows them and cannot change them. Immutable.
 *
 * @param config they; its mapping and publication count for nothing
 * @param keysSetting where the keys stand, such as {@code profiles.ds2api.api-keys}
 * @param accountsSetting where the accounts stand, such as {@code providers.deepseek.accounts}
 */
public record FixedConfig(ManagedConfig config, String keysSetting, String accountsSetting) {
    /** The settings hold none. */
    public static final FixedConfig NONE = new FixedConfig(ManagedConfig.EMPTY, "", "");

    /** All there is: first what stands in the settings, each once. */
    public ManagedConfig with(ManagedConfig managed) {
        Set<Secret> keys = new LinkedHashSet<>(config.keys());
        keys.addAll(managed.keys());
        Map<String, ManagedAccount> accounts = new LinkedHashMap<>();
        config.accounts().forEach(account -> accounts.put(account.id(), account));
        managed.accounts().forEach(account -> accounts.putIfAbsent(account.id(), account));
        return managed.withKeys(List.copyOf(keys)).withAccounts(List.copyOf(accounts.values()));
    }

    /** Refuses a change that leaves out one of these keys. */
    void requireKeys(Collection<Secret> keys) {
        config.keys().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(this::refuseKey);
    }

    /** Refuses to take away a key that is one of these. */
    void protect(Secret key) {
        if (config.keys().contains(key)) {
            refuseKey(key);
        }
    }

    /** Refuses a change that leaves out one of these accounts; {@code ids} are those it names. */
    void requireAccounts(Set<String> ids) {
        config.accounts().stream()
                .filter(account -> !ids.contains(account.id()))
                .findFirst()
                .ifPresent(this::refuse);
    }

    /** Refuses to change or take away an account that is one of these. */
    void protect(ManagedAccount account) {
        if (config.account(account.id()) != null) {
            refuse(account);
        }
    }

    private void refuseKey(Secret key) {
        throw ChatException.invalid(
                "keys",
                "The key %s stands in the settings (expected: a change of the setting %s)."
                        .formatted(KeyIds.of(key), keysSetting));
    }

    private void refuse(ManagedAccount account) {
        throw ChatException.invalid(
                "accounts",
                "The account %s stands in the settings (expected: a change of the setting %s)."
                        .formatted(account.id(), accountsSetting));
    }
}
