package dev.parley.server;

import dev.parley.model.v1.Model;
import dev.parley.server.chat.Backend;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.KeyDirectory;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.management.credentials.MarkStore;
import dev.parley.server.management.settings.RouteExplainer;
import dev.parley.server.metrics.CredentialMetrics;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.ModelLabels;
import dev.parley.server.pool.CredentialMemory;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.pool.OpenPool;
import dev.parley.server.pool.PoolKind;
import dev.parley.server.pool.PoolStatus;
import dev.parley.server.pool.RetryBudget;
import dev.parley.server.provider.AccountCheck;
import dev.parley.server.provider.Provider;
import dev.parley.server.routing.ModelCatalog;
import dev.parley.server.routing.ModelList;
import dev.parley.server.routing.Router;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.tool.ToolEmulation;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The providers of the settings with their pools, and the routing over them. Part of the composition root. */
final class Providers implements AutoCloseable {
    /** The provider that needs no network. */
    static final String BUILTIN = "builtin";

    private static final int KEY_FILE_SECONDS = 2;

    private final Map<String, Backend> backends = new ConcurrentHashMap<>();
    private final Map<String, ModelList> lists = new LinkedHashMap<>();
    private final Map<String, LeasingPool> pools = new LinkedHashMap<>();
    private final Map<String, CredentialSources> credentials = new LinkedHashMap<>();
    private final Map<String, Router.ListenerRule> listeners = new TreeMap<>();
    private final ScheduledExecutorService keyFiles = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-key-files").unstarted(task));
    private final BanSweeps recovery = new BanSweeps();
    private final ProviderFactory factory;
    private final Dialects dialects;
    private final InstantSource clock;
    private final Map<String, Set<String>> declared = new LinkedHashMap<>();
    private final String managed;
    private final Metrics metrics;
    private final @Nullable MarkStore marks;
    private final CredentialEnvironment environment;
    private final ModelCatalog catalog;
    private final RegistryParts registry;
    private final Router router;
    private final ListedModels models;

    /**
     * Those of the settings.
     *
     * @param marks where it is kept which credentials are disabled or banned; null: nowhere
     * @param environment where more credentials may stand
     * @param own the one that the default listener serves alone; null: it serves all
     */
    Providers(
            LiveSettings live,
            Dialects dialects,
            Metrics metrics,
            InstantSource clock,
            @Nullable MarkStore marks,
            CredentialEnvironment environment,
            @Nullable Provider own) {
        Settings settings = live.started();
        this.metrics = metrics;
        this.factory = new ProviderFactory(dialects, metrics.credentials()::refreshed, clock, own);
        this.dialects = dialects;
        this.clock = clock;
        this.managed = settings.admin().provider();
        this.marks = marks;
        this.environment = environment;
        List<String> priority = settings.routes().priority();
        settings.providers().entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .sorted(Comparator.comparingInt((Map.Entry<String, ProviderSettings> e) -> rank(priority, e.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> add(entry.getKey(), entry.getValue()));
        settings.profiles().forEach(this::addRule);
        if (own != null) {
            listeners.put(Parley.DEFAULT, new Router.ListenerRule(own.name(), "", false, false));
        }
        this.catalog = new ModelCatalog(lists);
        this.registry = new RegistryParts(settings, clock);
        this.router = new Router(settings.routes(), backends.keySet(), listeners, catalog, registry.names());
        this.models = registry.listed(catalog, router);
        live.onChange(this::change);
    }

    Map<String, Backend> backends() {
        return backends;
    }

    /** A provider with what the pipeline needs of it. */
    Backend backend(String provider) {
        return Objects.requireNonNull(backends.get(provider));
    }

    Router router() {
        return router;
    }

    /** The models that callers see. */
    ModelDirectory models() {
        return models;
    }

    /** The model registry as it is seen. */
    RegistryParts registry() {
        return registry;
    }

    /** How many credentials a provider has; none for one that wants none. */
    RouteExplainer.Credentials counts(String provider) {
        LeasingPool pool = pools.get(provider);
        PoolStatus status = pool == null ? null : pool.status();
        return status == null
                ? new RouteExplainer.Credentials(0, 0)
                : new RouteExplainer.Credentials(status.available(), status.total());
    }

    /** A provider's pool. */
    LeasingPool pool(String provider) {
        return Objects.requireNonNull(pools.get(provider));
    }

    /** How the credentials of all providers stand. */
    List<CredentialView> allCredentials() {
        return pools.values().stream()
                .flatMap(pool -> pool.credentials().stream())
                .toList();
    }

    /** The providers that cannot be asked for their models. */
    List<String> undiscovered() {
        return catalog.silent();
    }

    /** The credentials of a provider that has any, to be managed; their state is kept by {@code marks}. */
    CredentialSources credentials(String provider) {
        return Objects.requireNonNull(credentials.get(provider));
    }

    /** The providers that have credentials, in the order of their settings' priority. */
    Set<String> pooled() {
        return pools.keySet();
    }

    /** Puts a provider's accounts beside those of its settings; calls that are under way go on. */
    void manage(String provider, List<ManagedAccount> accounts) {
        Objects.requireNonNull(credentials.get(provider)).manage(accounts);
    }

    /** Whether some provider has a model of this name, with or without its provider before it. */
    boolean has(String model) {
        if (registry.names().find(model, "") != null) {
            return true;
        }
        try {
            catalog.model(model, provider -> true);
            return true;
        } catch (ChatException e) {
            return false;
        }
    }

    /** Whether a provider has a model of this name, as far as is known without asking any. */
    boolean knows(String model) {
        int slash = model.indexOf('/');
        return slash > 0 && knows(model.substring(0, slash), model.substring(slash + 1))
                || backends.keySet().stream().anyMatch(provider -> knows(provider, model));
    }

    private boolean knows(String provider, String model) {
        return catalog.has(provider, model)
                || declared.getOrDefault(provider, Set.of()).contains(model);
    }

    /** Which models the metrics name. */
    ModelLabels labels() {
        return new ModelLabels(new ModelLabels.Catalogue() {
            @Override
            public boolean lists(String provider) {
                return catalog.lists(provider) || declared.containsKey(provider);
            }

            @Override
            public boolean has(String provider, String model) {
                return knows(provider, model);
            }
        });
    }

    /** A provider's credentials, to be shown and administered. */
    KeyDirectory keys(String provider) {
        LeasingPool pool = pool(provider);
        return new KeyDirectory() {
            @Override
            public Keys keys() {
                PoolStatus status = pool.status();
                return new Keys(status.total(), status.available(), status.resting(), status.currentIndex());
            }

            @Override
            public void reload() {
                credentials(provider).reloadKeys();
            }

            @Override
            public void reset() {
                pool.reset();
            }
        };
    }

    @Override
    public void close() {
        keyFiles.shutdownNow();
        recovery.close();
        backends.values().forEach(backend -> backend.provider().close());
    }

    private static int rank(List<String> priority, String provider) {
        int index = priority.indexOf(provider);
        return index < 0 ? priority.size() : index;
    }

    private void add(String name, ProviderSettings settings) {
        CredentialPool pool =
                settings.type() == ProviderSettings.Type.BUILTIN ? new OpenPool() : leasing(name, settings);
        Provider provider = factory.make(name, settings);
        LeasingPool leasing = pools.get(name);
        if (leasing != null && provider instanceof AccountCheck check) {
            leasing.onRecovery(check::logIn);
        }
        declare(name, provider, settings);
        backends.put(
                name,
                new Backend(
                        provider,
                        pool,
                        settings.timeouts(),
                        settings.retry(),
                        new RetryBudget(clock),
                        settings.fallbacks(),
                        tools(settings),
                        contextLimits(settings)));
        lists.put(name, new ModelList(name, () -> asked(name), clock));
    }

    private List<Model> asked(String name) {
        long begun = System.nanoTime();
        Backend backend = backend(name);
        try {
            List<Model> models = backend.provider().models(backend.pool().any());
            metrics.discovery().listed(name, models.size(), System.nanoTime() - begun);
            return models;
        } catch (RuntimeException e) {
            metrics.discovery().failed(name, System.nanoTime() - begun);
            throw e;
        }
    }

    /** Puts into force what of the settings works at once; providers that came or went do so at the next start. */
    private void change(Settings settings) {
        backends.replaceAll((name, backend) -> {
            ProviderSettings changed = settings.providers().get(name);
            return changed == null ? backend : backend.with(changed.timeouts(), changed.retry());
        });
        router.routes(settings.routes());
        if (managed.isEmpty()) {
            router.claudeMapping(settings.routes().claudeMapping());
        }
    }

    /** Notes the models of a provider that nobody has to be asked for. */
    private void declare(String name, Provider provider, ProviderSettings settings) {
        Stream<String> models = settings.type() == ProviderSettings.Type.BUILTIN
                ? provider.models(new OpenPool().any()).stream().map(Model::getId)
                : settings.models().stream().map(ProviderSettings.ModelSettings::id);
        Set<String> ids = Set.copyOf(models.toList());
        if (!ids.isEmpty()) {
            declared.put(name, ids);
        }
    }

    private @Nullable ToolEmulation tools(ProviderSettings settings) {
        return switch (settings.tools()) {
            case NATIVE -> null;
            case EMULATE -> new ToolEmulation(settings.toolEmulation(), dialects::callId);
        };
    }

    /** The known limits of a provider that is to keep them (MG-13); estimates err, so none is unless it says so. */
    private static Map<String, Integer> contextLimits(ProviderSettings settings) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        if ("true".equals(settings.options().get("context-check"))) {
            settings.models().stream()
                    .filter(model -> model.contextLength() > 0)
                    .forEach(model -> limits.put(model.id(), model.contextLength()));
        }
        return limits;
    }

    private LeasingPool leasing(String name, ProviderSettings settings) {
        CredentialSources sources = new CredentialSources(settings, environment.of(name));
        CredentialMemory memory = marks == null ? CredentialMemory.NONE : marks.of(name);
        LeasingPool pool = new LeasingPool(
                name,
                kind(name, settings),
                sources.all(),
                settings.pool(),
                clock,
                memory,
                () -> ThreadLocalRandom.current().nextLong());
        sources.onChange(pool::replace);
        pool.onRest(metrics.credentials()::cooledDown);
        metrics.credentials().showRest(name, () -> pool.longestRest().toMillis() / 1000.0);
        metrics.credentials().showBreaker(name, pool::isBroken);
        pools.put(name, pool);
        metrics.credentials()
                .show(
                        name,
                        new CredentialMetrics.Pool(
                                () -> pool.status().available(),
                                () -> pool.status().resting(),
                                () -> pool.status().inFlight(),
                                () -> pool.status().waiting()));
        credentials.put(name, sources);
        recovery.watch(name, pool, settings.pool().ban());
        if (sources.hasKeyFile()) {
            keyFiles.scheduleWithFixedDelay(sources::refresh, KEY_FILE_SECONDS, KEY_FILE_SECONDS, TimeUnit.SECONDS);
        }
        return pool;
    }

    /** DeepSeek's credentials are accounts, and so are those that the admin API keeps. */
    private PoolKind kind(String name, ProviderSettings settings) {
        boolean accounts = settings.type() == ProviderSettings.Type.DEEPSEEK || name.equals(managed);
        return accounts ? PoolKind.ACCOUNTS : PoolKind.KEYS;
    }

    private void addRule(String name, ProfileSettings profile) {
        if (profile.enabled()) {
            listeners.put(
                    name,
                    new Router.ListenerRule(
                            profile.provider(),
                            profile.defaultModel(),
                            profile.claudeMappingFirst(),
                            profile.unknownModel() == ProfileSettings.UnknownModel.UNAVAILABLE));
        }
    }
}
