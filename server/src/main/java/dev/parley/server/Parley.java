package dev.parley.server;

import dev.parley.server.access.AdminKey;
import dev.parley.server.access.ApiKeys;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.ManagedKeys;
import dev.parley.server.access.WrongKeys;
import dev.parley.server.admin.SelfTest;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.Access;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.frontend.admin.AdminFrontend;
import dev.parley.server.frontend.claude.ClaudeRoutes;
import dev.parley.server.frontend.grpc.GrpcFrontend;
import dev.parley.server.frontend.grpc.NativeServices;
import dev.parley.server.frontend.health.HealthRoutes;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorFamilies;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Listeners;
import dev.parley.server.frontend.http.Listeners.Listener;
import dev.parley.server.frontend.http.ModelRoutes;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.frontend.keys.KeyRoutes;
import dev.parley.server.frontend.openai.OpenAiRoutes;
import dev.parley.server.frontend.transcode.JsonShape;
import dev.parley.server.frontend.transcode.Transcoder;
import dev.parley.server.pool.MonotonicClock;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.DataFolder;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.server.usage.UsageLedger;
import io.grpc.ServerServiceDefinition;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway, and its composition root: the one class that puts concrete parts together. */
public final class Parley implements AutoCloseable {
    /** Name of the default listener. */
    public static final String DEFAULT = "default";

    private static final Logger LOG = LoggerFactory.getLogger("parley");

    private final Settings settings;
    private final InstantSource clock = new MonotonicClock();
    private final Pulse pulse = new Pulse();
    private final Readiness readiness = new Readiness();
    private final ManagedKeys managedKeys;
    private final Dialects dialects;
    private final Providers providers;
    private final ChatPipeline pipeline;
    private final NativeServices services;
    private final GrpcFrontend grpc;
    private final AdminKey adminKey;
    private final @Nullable SqliteStore store;
    private final @Nullable Administration administration;
    private final @Nullable AdminFrontend admin;
    private final ErrorReply errors;
    private final ErrorReply plainErrors =
            new ErrorReply(new ErrorFamilies(withAdmin(OpenAiDialect::writePlainError, List.of())));
    private final WebServer server;

    private Parley(Settings settings, @Nullable SqliteStore store) {
        this.settings = settings;
        this.store = store;
        this.managedKeys = new ManagedKeys(settings.admin().provider());
        this.dialects = new Dialects(
                OpenAiStyle.STANDARD.withUsageOnFinish(settings.streaming().usageOnFinish()));
        this.providers = Providers.of(settings, dialects, clock);
        UsageLedger ledger = new UsageLedger(store == null ? CallCounts.NOWHERE : new KeyCounts(store.calls()));
        this.pipeline = new ChatPipeline(
                providers.router(),
                providers.backends(),
                pulse,
                ledger,
                settings.server().maxOpenCalls(),
                clock);
        this.services = new NativeServices(
                pipeline,
                providers,
                pulse,
                clock,
                settings.timeouts().total(),
                settings.streaming().heartbeat());
        this.grpc = new GrpcFrontend(settings.server(), readiness);
        this.adminKey = AdminKey.of(settings.access().adminKey());
        this.administration = store == null ? null : new Administration(settings, providers, managedKeys, store, clock);
        this.admin = administration == null ? null : admin(administration, ledger);
        ErrorFamilies families = new ErrorFamilies(withAdmin(
                dialects.openAi()::writeError,
                List.of(
                        new ErrorFamilies.Family("/v1/messages", dialects.claude()::writeError),
                        new ErrorFamilies.Family("/anthropic/", dialects.claude()::writeError),
                        new ErrorFamilies.Family("/api/", JsonShape.PROTO::writeError))));
        this.errors = new ErrorReply(families);
        this.server = new Listeners(settings.server(), families).build(listeners());
    }

    /**
     * Starts a gateway; returns when it serves.
     *
     * @throws StartException a port is taken, or something else outside stands in the way
     * @throws dev.parley.server.store.StoreException what must survive cannot be read or kept
     */
    public static Parley start(Settings settings) {
        return start(settings, System.getenv());
    }

    /** The same with another environment than the process has. */
    static Parley start(Settings settings, Map<String, String> environment) {
        Ports.check(settings);
        SqliteStore store = store(settings, environment);
        try {
            Parley parley = new Parley(settings, store);
            parley.server.start();
            parley.readiness.started();
            return parley;
        } catch (RuntimeException e) {
            if (store != null) {
                store.close();
            }
            throw e;
        }
    }

    /** The store, where something is administered; opening one for nothing would only delay the start. */
    private static @Nullable SqliteStore store(Settings settings, Map<String, String> environment) {
        return settings.admin().provider().isEmpty()
                ? null
                : SqliteStore.open(DataFolder.of(settings.data().dir(), environment), environment);
    }

    /** Whether callers of the default listener use the demo key, because no other was set. */
    public static boolean usesDemoKey(Access access) {
        return access.apiKeys().isEmpty() && !access.allowAnonymous();
    }

    /** The admin API's key, if it was made up and there is a listener to use it on; null if an operator set it. */
    public @Nullable Secret madeUpAdminKey() {
        boolean used = admin != null
                && settings.profiles().values().stream().anyMatch(profile -> profile.enabled() && profile.admin());
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

    /** Lets open calls finish within the grace, then stops. Blocks until it has. */
    @Override
    public void close() {
        readiness.draining();
        pipeline.admission().refuse();
        try {
            if (!pipeline.admission().awaitEmpty(settings.server().shutdownGrace())) {
                LOG.warn(
                        "{} calls were still open after {}",
                        pipeline.admission().openCalls(),
                        settings.server().shutdownGrace());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        grpc.close();
        if (administration != null) {
            administration.close();
        }
        providers.close();
        pulse.close();
        if (store != null) {
            store.close();
        }
    }

    private List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>();
        Authenticator keys = defaultKeys();
        listeners.add(
                listener(DEFAULT, settings.server().host(), settings.server().port(), keys, keys, null));
        for (Map.Entry<String, ProfileSettings> entry : settings.profiles().entrySet()) {
            ProfileSettings profile = entry.getValue();
            if (profile.enabled()) {
                String name = entry.getKey();
                Authenticator callers = keys(name, profile, profile.allowAnonymous());
                Authenticator readers = keys(name, profile, profile.allowAnonymous() || profile.openModels());
                listeners.add(listener(name, profile.host(), profile.port(), callers, readers, profile));
            }
        }
        return listeners;
    }

    private Authenticator defaultKeys() {
        Access access = settings.access();
        ApiKeys own = usesDemoKey(access)
                ? ApiKeys.demo(DEFAULT, Providers.BUILTIN)
                : ApiKeys.of(DEFAULT, access.apiKeys(), access.allowAnonymous());
        return own.with(managedKeys);
    }

    /** A profile's keys open its own provider alone (B3); managed keys are for the listeners that serve theirs. */
    private Authenticator keys(String name, ProfileSettings profile, boolean anonymous) {
        Set<String> scope = profile.provider().isEmpty() ? Set.of() : Set.of(profile.provider());
        ApiKeys keys = ApiKeys.of(name, profile.apiKeys(), anonymous, scope);
        if (scope.isEmpty() || scope.contains(settings.admin().provider())) {
            keys = keys.with(managedKeys);
        }
        if (profile.directTokens()) {
            keys = keys.withDirectTokens(profile.provider());
        }
        return profile.legacyErrors() ? new WrongKeys(keys) : keys;
    }

    private Listener listener(
            String name,
            String host,
            int port,
            Authenticator callers,
            Authenticator readers,
            @Nullable ProfileSettings profile) {
        boolean reflection = switch (settings.server().grpcReflection()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> Ports.isLoopback(host);
        };
        HttpRouting.Builder http = HttpRouting.builder();
        ErrorReply failures = profile != null && profile.legacyErrors() ? plainErrors : errors;
        Routes routes = new Routes(http, failures, settings.cors());
        new HealthRoutes(readiness).register(routes);
        if (profile != null && profile.keyRoutes()) {
            Authenticator admins = ApiKeys.of(name, adminKeys(), false);
            new KeyRoutes(providers.keys(profile.provider()), admins, failures, Versions.parley()).register(routes);
        }
        new OpenAiRoutes(openAi(profile), callers, runtime(), failures).register(routes);
        new ClaudeRoutes(dialects.claude(), callers, runtime(), pipeline.tokens(), failures).register(routes);
        models(readers, failures, profile != null && profile.modelPermission())
                .forEach(models -> models.register(routes));
        List<ServerServiceDefinition> natives = services.of(callers);
        List<ServerServiceDefinition> admins = admins(profile);
        http.register(new Transcoder().serve(natives, JsonShape.PROTO).serve(admins, JsonShape.PLAIN));
        routes.unknownPaths();
        GrpcFrontend.Wire wire =
                grpc.serve(Stream.concat(natives.stream(), admins.stream()).toList(), reflection);
        return new Listener(name, host, port, http, wire.routing(), wire.http2());
    }

    /** The admin API of a listener: the default one serves it if a key was set, others if their profile says so. */
    private List<ServerServiceDefinition> admins(@Nullable ProfileSettings profile) {
        boolean served = profile == null ? !adminKey.madeUp() : profile.admin();
        boolean seesKeys =
                profile != null && profile.revealKeys() && !settings.access().maskKeys();
        return admin != null && served ? List.of(admin.service(seesKeys)) : List.of();
    }

    private AdminFrontend admin(Administration parts, UsageLedger ledger) {
        return new AdminFrontend(parts.services(adminKey, ledger, selfTest(parts)));
    }

    /** Tests what the administered provider's own listener serves, else the default one. */
    private SelfTest selfTest(Administration parts) {
        Map.Entry<String, ProfileSettings> own = settings.profiles().entrySet().stream()
                .filter(profile -> profile.getValue().enabled())
                .filter(profile ->
                        profile.getValue().provider().equals(settings.admin().provider()))
                .findFirst()
                .orElse(null);
        Authenticator callers = own == null
                ? defaultKeys()
                : keys(own.getKey(), own.getValue(), own.getValue().allowAnonymous());
        OpenAiDialect dialect = openAi(own == null ? null : own.getValue());
        return new SelfTest(pipeline, dialect, callers, parts::firstKey, clock);
    }

    /** The error shapes by path: those of the admin API, of the key routes below it, and {@code others}. */
    private static List<ErrorFamilies.Family> withAdmin(ErrorFamilies.Shape base, List<ErrorFamilies.Family> others) {
        List<ErrorFamilies.Family> families = new ArrayList<>();
        families.add(new ErrorFamilies.Family("/", base));
        families.add(new ErrorFamilies.Family("/admin/", JsonShape.PLAIN::writeError));
        KeyRoutes.ADMIN_PATHS.forEach(path -> families.add(new ErrorFamilies.Family(path, base)));
        families.addAll(others);
        return families;
    }

    /** Anthropic's SDKs ask for models where OpenAI's do, and are told by their version header. */
    private List<ModelRoutes> models(Authenticator readers, ErrorReply failures, boolean permission) {
        ModelRoutes.Wire claude = ClaudeRoutes.models(new ClaudeNames(providers.router(), providers));
        return List.of(
                new ModelRoutes("/v1/models", OpenAiRoutes.models(providers, permission), readers, failures)
                        .with("anthropic-version", claude),
                new ModelRoutes("/anthropic/v1/models", claude, readers, failures));
    }

    private OpenAiDialect openAi(@Nullable ProfileSettings profile) {
        return profile == null ? dialects.openAi() : dialects.openAi(style -> styled(style, profile));
    }

    private OpenAiStyle styled(OpenAiStyle style, ProfileSettings profile) {
        boolean usageOnFinish = switch (profile.usageOnFinish()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> settings.streaming().usageOnFinish();
        };
        return style.withChoicesMost(profile.maxChoices())
                .withUsageOnFinish(usageOnFinish)
                .withNullFields(profile.nullFields())
                .withLooseMessages(profile.looseMessages());
    }

    private List<Secret> adminKeys() {
        Secret key = settings.access().adminKey();
        return key.isEmpty() ? List.of() : List.of(key);
    }

    private ChatRuntime runtime() {
        return new ChatRuntime(
                pipeline,
                pulse,
                clock,
                settings.timeouts().total(),
                settings.streaming().heartbeat(),
                settings.server().maxBodySize());
    }
}
