package dev.parley.server;

import dev.parley.server.access.AdminKey;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.access.ManagedKeys;
import dev.parley.server.admin.AccountProbe;
import dev.parley.server.admin.AccountTests;
import dev.parley.server.admin.AuditAdmin;
import dev.parley.server.admin.ConfigAdmin;
import dev.parley.server.admin.FixedConfig;
import dev.parley.server.admin.ManagedState;
import dev.parley.server.admin.MissingTokens;
import dev.parley.server.admin.ProbeChat;
import dev.parley.server.admin.QueueAdmin;
import dev.parley.server.admin.SelfTest;
import dev.parley.server.admin.VercelAdmin;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.frontend.admin.AdminServices;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.publish.DeploymentTarget;
import dev.parley.server.publish.vercel.VercelTarget;
import dev.parley.server.store.ConfigHomes;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.server.usage.UsageLedger;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the admin API is made of, and what its changes change: the accounts in a pool, the caller keys, the meaning of
 * Claude's names. Part of the composition root.
 */
final class Administration implements AutoCloseable {
    private final LiveSettings live;
    private final Settings settings;
    private final String provider;
    private final Providers providers;
    private final ManagedKeys keys;
    private final SqliteStore store;
    private final InstantSource clock;
    private final ManagedState state;
    private final DeploymentTarget target;
    private final FixedConfig fixed;

    /** Loads what is kept, and puts it into force. */
    Administration(LiveSettings live, Providers providers, ManagedKeys keys, SqliteStore store, InstantSource clock) {
        this.live = live;
        this.settings = live.started();
        this.provider = settings.admin().provider();
        this.providers = providers;
        this.keys = keys;
        this.store = store;
        this.clock = clock;
        this.fixed = fixed();
        this.state =
                new ManagedState(ConfigHomes.of(settings.admin(), store::config), store.audit(), clock, this::apply);
        this.target = new VercelTarget(settings.admin().vercel().baseUrl());
        live.onChange(changed -> mapNames(state.config()));
        pool().onRenewed(state::tokenRenewed);
    }

    /**
     * The services of the admin API.
     *
     * @param ledger where its own calls are written down
     * @param selfTest one of a listener that serves the provider
     */
    AdminServices services(AdminKey adminKey, UsageLedger ledger, SelfTest selfTest) {
        AccountProbe probe = new AccountProbe(
                providers.backend(provider).provider(), pool()::beside, new ProbeChat(ledger, clock), clock);
        return new AdminServices(
                new ConfigAdmin(state, store.calls(), fixed, mapping(), providers::has),
                new QueueAdmin(pool()::status),
                new AccountTests(probe, this::all),
                selfTest,
                vercel(probe),
                new AuditAdmin(store.audit()),
                new AdminSessions(adminKey, settings.access(), clock));
    }

    /** The key that a test of the service uses where it is given none. */
    Optional<Secret> firstKey() {
        return all().keys().stream().findFirst();
    }

    private ManagedConfig all() {
        return fixed.with(state.config());
    }

    @Override
    public void close() {
        target.close();
        state.close();
    }

    private VercelAdmin vercel(AccountProbe probe) {
        VercelAdmin.Published published = new VercelAdmin.Published(this::all, ConfigJson::write, state::published);
        return new VercelAdmin(settings.admin().vercel(), published, new MissingTokens(probe), target, clock);
    }

    private void apply(ManagedConfig config) {
        keys.replace(config.keys());
        providers.manage(provider, config.accounts());
        mapNames(config);
    }

    private void mapNames(ManagedConfig config) {
        providers
                .router()
                .claudeMapping(live.now()
                        .routes()
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
