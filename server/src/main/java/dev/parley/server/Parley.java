package dev.parley.server;

import dev.parley.server.access.AdminKey;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.ManagedKeys;
import dev.parley.server.admin.SelfTest;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Instruments;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.Access;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.config.TlsSettings;
import dev.parley.server.conversation.Conversations;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.frontend.admin.AdminFrontend;
import dev.parley.server.frontend.connection.OpenConnections;
import dev.parley.server.frontend.grpc.GrpcFrontend;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorFamilies;
import dev.parley.server.frontend.http.Listeners;
import dev.parley.server.frontend.tls.ServerCertificate;
import dev.parley.server.frontend.tls.TlsFileException;
import dev.parley.server.guard.CollectedHeap;
import dev.parley.server.guard.Descriptors;
import dev.parley.server.guard.HeapGuard;
import dev.parley.server.limit.LimitRules;
import dev.parley.server.limit.Limits;
import dev.parley.server.management.credentials.MarkStore;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.pool.MonotonicClock;
import dev.parley.server.provider.Provider;
import dev.parley.server.store.BudgetTable;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.DataFolder;
import dev.parley.server.store.UsageTable;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.server.telemetry.Tracing;
import dev.parley.server.usage.UsageBook;
import dev.parley.server.usage.UsageLedger;
import dev.parley.server.usage.UsagePeriod;
import dev.parley.server.usage.UsageReport;
import io.helidon.webserver.WebServer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running gateway, and its composition root: the one class that puts concrete parts together. */
public final class Parley implements AutoCloseable {
    /** Name of the default listener. */
    public static final String DEFAULT = "default";

    private final LiveSettings live;
    private final InstantSource clock = new MonotonicClock();
    private final Pulse pulse = new Pulse();
    private final Metrics metrics;
    private final Tracing tracing;
    private final Readiness readiness = new Readiness();
    private final Providers providers;
    private final ChatPipeline pipeline;
    private final UsageLedger ledger;
    private final GrpcFrontend grpc;
    private final AdminKey adminKey;
    private final @Nullable SqliteStore store;
    private final StoreAtNeed storeAtNeed;
    private final Conversations conversations;
    private final @Nullable MarkStore marks;
    private final @Nullable Administration administration;
    private final @Nullable Management management;
    private final OpenConnections connections;
    private final HeapGuard heapGuard;
    private final @Nullable ServerCertificate certificate;
    private final WebServer server;

    private Parley(
            SettingsLoader.Loaded loaded,
            Map<String, String> environment,
            @Nullable SqliteStore store,
            StoreAtNeed storeAtNeed,
            Metrics metrics,
            @Nullable Provider own) {
        Settings settings = loaded.settings();
        this.certificate = certificate(settings.server().tls(), clock);
        this.live = new LiveSettings(settings);
        live.onChange(changed -> LogLevel.set(changed.log()));
        this.store = store;
        this.storeAtNeed = storeAtNeed;
        this.conversations = new Conversations(() -> storeAtNeed.get().turns(), settings.responses(), clock);
        if (store != null) {
            conversations.open();
        }
        this.metrics = metrics;
        Dialects dialects = new Dialects(
                OpenAiStyle.STANDARD.withUsageOnFinish(settings.streaming().usageOnFinish()));
        this.marks = store == null ? null : new MarkStore(store.documents());
        this.providers = new Providers(
                live, dialects, metrics, clock, marks, new CredentialEnvironment(settings, environment), own);
        this.tracing = TracingFactory.of(settings, environment, providers::knows);
        this.ledger = ledger();
        Limits limits = new Limits(
                new LimitRules(live), budgets(), ZoneId.of(settings.usage().zone()), clock, metrics.admission());
        this.pipeline = new ChatPipeline(
                providers.router(),
                providers.backends(),
                pulse,
                conversations,
                ledger,
                limits,
                Instruments.of(metrics, providers.labels(), tracing),
                live,
                clock);
        this.grpc = new GrpcFrontend(settings.server(), readiness, metrics.grpc());
        this.adminKey = AdminKey.of(settings.access().adminKey());
        ManagedKeys managed = new ManagedKeys(settings.admin().provider());
        managed.onRevoked(pipeline::revoke);
        ListenerKeys keys = new ListenerKeys(settings, managed);
        this.administration = store == null || settings.admin().provider().isEmpty()
                ? null
                : new Administration(live, providers, managed, store, clock);
        this.management = store == null || !isManaged(settings)
                ? null
                : new Management(loaded, live, providers, keys, store, marks, metrics, ledger, limits, clock);
        ListenerFactory factory =
                new ListenerFactory(live, dialects, providers, keys, pipeline, runtime(), grpc, readiness, metrics);
        AdminFrontend admin = administration == null
                ? null
                : new AdminFrontend(
                        administration.services(adminKey, ledger, selfTest(administration, keys, factory)),
                        metrics.access());
        this.connections = new OpenConnections(
                settings.connections(), new Descriptors(settings.connections().maxFiles())::areMany);
        this.heapGuard = new HeapGuard(
                settings.memory(), new CollectedHeap(settings.memory().refuseAt()), relief());
        ErrorFamilies shapes = ErrorShapes.standard(dialects.openAi(), dialects.claude());
        this.server = new Listeners(settings.server(), shapes, connections, certificate)
                .build(factory.listeners(admin, !adminKey.madeUp(), management == null ? null : management.frontend()));
    }

    /**
     * Starts a gateway; returns when it serves.
     *
     * @throws StartException a port is taken, or something else outside stands in the way
     * @throws dev.parley.server.store.StoreException what must survive cannot be read or kept
     */
    public static Parley start(SettingsLoader.Loaded loaded) {
        return start(loaded, System.getenv());
    }

    /** The same with another environment than the process has. */
    static Parley start(SettingsLoader.Loaded loaded, Map<String, String> environment) {
        return open(loaded, environment, null);
    }

    /**
     * Starts a gateway inside a program that has a provider of its own: the default listener serves it alone, whatever
     * model is named. Its timeouts and the like are the settings of its name, of type builtin there, for it takes no
     * credential.
     *
     * @param environment stands for the process's
     * @param own closed with the gateway
     */
    public static Parley start(SettingsLoader.Loaded loaded, Map<String, String> environment, Provider own) {
        if (!loaded.settings().providers().containsKey(own.name())) {
            throw new StartException("providers.%s is missing (expected: of type builtin).".formatted(own.name()));
        }
        return open(loaded, environment, own);
    }

    private static Parley open(SettingsLoader.Loaded loaded, Map<String, String> environment, @Nullable Provider own) {
        Settings settings = loaded.settings();
        Ports.check(settings);
        Metrics metrics = new Metrics();
        StoreAtNeed store = new StoreAtNeed(() ->
                SqliteStore.open(DataFolder.of(settings.data().dir(), environment), environment, metrics.storage()));
        boolean administered = !settings.admin().provider().isEmpty() || isManaged(settings);
        try {
            Parley parley = new Parley(loaded, environment, administered ? store.get() : null, store, metrics, own);
            parley.server.start();
            parley.readiness.started();
            return parley;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Whether the management API is on; the default listener serves it then, and others if their profile says so. */
    private static boolean isManaged(Settings settings) {
        return !settings.access().managementKey().isEmpty();
    }

    private static @Nullable ServerCertificate certificate(TlsSettings tls, InstantSource clock) {
        try {
            return tls.enabled() ? new ServerCertificate(tls, clock) : null;
        } catch (TlsFileException e) {
            throw new StartException(e.getMessage());
        }
    }

    /** Whether callers of the default listener use the demo key, because no other was set. */
    public static boolean usesDemoKey(Access access) {
        return access.apiKeys().isEmpty() && !access.allowAnonymous();
    }

    /** The admin API's key, if it was made up and there is a listener to use it on; null if an operator set it. */
    public @Nullable Secret madeUpAdminKey() {
        boolean used = administration != null
                && live.started().profiles().values().stream()
                        .anyMatch(profile -> profile.enabled() && profile.admin());
        return used && adminKey.madeUp() ? adminKey.secret() : null;
    }

    /** The port of the default listener. */
    public int port() {
        return server.port();
    }

    /** The port of a profile's listener. */
    public int port(String profile) {
        return server.port(profile);
    }

    /** What was used so far, by caller key, model, hour and day. */
    public UsageReport usage() {
        return ledger.usage();
    }

    /** Lets open calls finish within the grace, then stops. Blocks until it has. */
    @Override
    public void close() {
        readiness.draining();
        new Drain(pipeline, metrics, pulse, live.now().server().shutdownGrace()).await();
        server.stop();
        heapGuard.close();
        connections.close();
        grpc.close();
        if (certificate != null) {
            certificate.close();
        }
        if (administration != null) {
            administration.close();
        }
        if (management != null) {
            management.close();
        }
        providers.close();
        pulse.close();
        tracing.close();
        if (marks != null) {
            marks.close();
        }
        conversations.close();
        storeAtNeed.close();
    }

    /** Tests what the administered provider's own listener serves, else the default one. */
    private SelfTest selfTest(Administration parts, ListenerKeys keys, ListenerFactory factory) {
        Settings settings = live.started();
        Map.Entry<String, ProfileSettings> own = settings.profiles().entrySet().stream()
                .filter(profile -> profile.getValue().enabled())
                .filter(profile ->
                        profile.getValue().provider().equals(settings.admin().provider()))
                .findFirst()
                .orElse(null);
        Authenticator callers = own == null ? keys.main() : keys.callers(own.getKey(), own.getValue());
        OpenAiDialect dialect = factory.dialect(own == null ? null : own.getValue());
        return new SelfTest(pipeline, dialect, callers, parts::firstKey, clock);
    }

    private HeapGuard.Relief relief() {
        return new HeapGuard.Relief() {
            @Override
            public void full(boolean full) {
                pipeline.admission().full(full);
            }

            @Override
            public int shed() {
                return pipeline.shed();
            }
        };
    }

    private ChatRuntime runtime() {
        return new ChatRuntime(
                pipeline.admission(),
                pipeline,
                pulse,
                clock,
                live,
                live.started().server().maxBodySize(),
                metrics.sse());
    }

    /** The store is opened for them where the settings have budgets, and used where it is open anyway. */
    private BudgetTable budgets() {
        boolean kept = store != null || LimitRules.haveBudgets(live.started().limits());
        return kept ? storeAtNeed.get().budgets() : BudgetTable.NOWHERE;
    }

    private UsageLedger ledger() {
        Settings settings = live.started();
        UsagePeriod period = new UsagePeriod(
                settings.usage().resetInterval(), ZoneId.of(settings.usage().zone()));
        UsageTable table = store == null ? UsageTable.NOWHERE : store.usage();
        return new UsageLedger(
                store == null ? CallCounts.NOWHERE : new KeyCounts(store.calls()),
                new UsageBook(table, period, providers::knows, clock));
    }
}
