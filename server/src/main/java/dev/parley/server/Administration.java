package dev.parley.server;

import dev.parley.server.access.AdminKey;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.access.ManagedKeys;
import dev.parley.server.admin.AccountTests;
import dev.parley.server.admin.ConfigAdmin;
import dev.parley.server.admin.FixedConfig;
import dev.parley.server.admin.ManagedState;
import dev.parley.server.admin.QueueAdmin;
import dev.parley.server.admin.SelfTest;
import dev.parley.server.admin.VercelAdmin;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.frontend.admin.AdminServices;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.store.ConfigHomes;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * What the admin API is made of, and what its changes change: the accounts in a pool, the caller keys, the meaning of
 * Claude's names. Part of the composition root.
 */
final class Administration implements AutoCloseable {
    private final Settings settings;
    private final String provider;
    private final Providers providers;
    private final ManagedKeys keys;
    private final SqliteStore store;
    private final InstantSource clock;
    private final ManagedState state;

    /** Loads what is kept, and puts it into force. */
    Administration(Settings settings, Providers providers, ManagedKeys keys, SqliteStore store, InstantSource clock) {
        this.settings = settings;
        this.provider = settings.admin().provider();
        this.providers = providers;
        this.keys = keys;
        this.store = store;
        this.clock = clock;
        this.state =
                new ManagedState(ConfigHomes.of(settings.admin(), store::config), store.audit(), clock, this::apply);
        pool().onRenewed(state::tokenRenewed);
    }

    /** The services of the admin API. */
    AdminServices services(AdminKey adminKey) {
        return new AdminServices(
                new ConfigAdmin(state, store.calls(), fixed(), mapping(), providers::has),
                new QueueAdmin(pool()::status),
                new AccountTests(),
                new SelfTest(),
                new VercelAdmin(),
                new AdminSessions(adminKey, settings.access(), clock));
    }

    @Override
    public void close() {
        state.close();
    }

    private void apply(ManagedConfig config) {
        keys.replace(config.keys());
        providers.manage(provider, config.accounts());
        providers
                .router()
                .claudeMapping(settings.routes()
                        .claudeMapping()
                        .with(config.mapping().fast(), config.mapping().slow()));
    }

    private LeasingPool pool() {
        return providers.pool(provider);
    }

    /** What stands in the settings: the accounts of the provider, and the keys of the listeners that are its own. */
    private FixedConfig fixed() {
        List<String> listeners = settings.profiles().entrySet().stream()
                .filter(profile -> profile.getValue().enabled())
                .filter(profile -> profile.getValue().provider().equals(provider))
                .map(profile -> profile.getKey())
                .toList();
        List<Secret> fixedKeys = listeners.stream()
                .flatMap(name -> Objects.requireNonNull(settings.profiles().get(name)).apiKeys().stream())
                .distinct()
                .toList();
        ProviderSettings own = Objects.requireNonNull(settings.providers().get(provider));
        ManagedConfig config = ManagedConfig.EMPTY.withKeys(fixedKeys).withAccounts(CredentialSources.accounts(own));
        return new FixedConfig(
                config,
                "profiles.%s.api-keys".formatted(String.join("|", listeners)),
                "providers.%s.accounts".formatted(provider));
    }

    private ModelMapping mapping() {
        ClaudeMapping mapping = settings.routes().claudeMapping();
        return new ModelMapping(mapping.fast(), mapping.slow());
    }
}
