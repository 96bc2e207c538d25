package dev.parley.server;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.MetricsSettings;
import dev.parley.server.config.ProfileSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.conversation.KeptAnswers;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiModels.Extra;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.frontend.admin.AdminFrontend;
import dev.parley.server.frontend.claude.ClaudeRoutes;
import dev.parley.server.frontend.grpc.GrpcFrontend;
import dev.parley.server.frontend.grpc.NativeServices;
import dev.parley.server.frontend.health.HealthRoutes;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.HostNames;
import dev.parley.server.frontend.http.Listeners.Listener;
import dev.parley.server.frontend.http.ModelRoutes;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.frontend.keys.KeyRoutes;
import dev.parley.server.frontend.management.ManagementFrontend;
import dev.parley.server.frontend.metrics.MetricsRoute;
import dev.parley.server.frontend.openai.OpenAiRoutes;
import dev.parley.server.frontend.openai.ResponseRoutes;
import dev.parley.server.frontend.transcode.JsonShape;
import dev.parley.server.frontend.transcode.Transcoder;
import dev.parley.server.metrics.Metrics;
import io.grpc.ServerServiceDefinition;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what each listener serves, over HTTP and over gRPC. Part of the composition root. */
final class ListenerFactory {
    private final LiveSettings live;
    private final Settings settings;
    private final Dialects dialects;
    private final Providers providers;
    private final ListenerKeys keys;
    private final ChatPipeline pipeline;
    private final ChatRuntime runtime;
    private final NativeServices natives;
    private final GrpcFrontend grpc;
    private final Readiness readiness;
    private final Metrics metrics;
    private final ErrorReply plainErrors = new ErrorReply(ErrorShapes.plain());

    ListenerFactory(
            LiveSettings live,
            Dialects dialects,
            Providers providers,
            ListenerKeys keys,
            ChatPipeline pipeline,
            ChatRuntime runtime,
            GrpcFrontend grpc,
            Readiness readiness,
            Metrics metrics) {
        this.live = live;
        this.settings = live.started();
        this.dialects = dialects;
        this.providers = providers;
        this.keys = keys;
        this.pipeline = pipeline;
        this.runtime = runtime;
        this.natives = new NativeServices(pipeline, providers.models(), runtime.pulse(), runtime.clock(), live);
        this.grpc = grpc;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /**
     * The default listener, and those of the enabled profiles.
     *
     * @param admin the admin API; null: there is none
     * @param adminOnMain whether the default listener serves it; others do if their profile says so
     * @param management the management API; null: there is none. The default listener serves it, and others if their
     *     profile says so
     */
    List<Listener> listeners(
            @Nullable AdminFrontend admin, boolean adminOnMain, @Nullable ManagementFrontend management) {
        List<Listener> listeners = new ArrayList<>();
        Authenticator callers = keys.main();
        listeners.add(listener(
                Parley.DEFAULT,
                settings.server().host(),
                settings.server().port(),
                callers,
                callers,
                null,
                admins(admin, adminOnMain, false),
                management));
        settings.profiles().forEach((name, profile) -> {
            if (profile.enabled()) {
                listeners.add(listener(
                        name,
                        profile.host(),
                        profile.port(),
                        keys.callers(name, profile),
                        keys.readers(name, profile),
                        profile,
                        admins(admin, profile.admin(), profile.revealKeys()),
                        profile.management() ? management : null));
            }
        });
        return listeners;
    }

    /** How a listener speaks OpenAI; null: the default one. */
    OpenAiDialect dialect(@Nullable ProfileSettings profile) {
        return profile == null ? dialects.openAi() : dialects.openAi(style -> styled(style, profile));
    }

    private Listener listener(
            String name,
            String host,
            int port,
            Authenticator callers,
            Authenticator readers,
            @Nullable ProfileSettings profile,
            List<ServerServiceDefinition> admins,
            @Nullable ManagementFrontend management) {
        boolean reflection = switch (settings.server().grpcReflection()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> Ports.isLoopback(host);
        };
        HttpRouting.Builder http = HttpRouting.builder();
        ErrorReply failures = profile != null && profile.legacyErrors()
                ? plainErrors
                : new ErrorReply(ErrorShapes.standard(dialect(profile), dialects.claude()));
        if (Ports.isLoopback(host)) {
            http.addFilter(new HostNames(settings.server().hostNames(), failures));
        }
        Routes routes = new Routes(http, failures, live, metrics.http());
        new HealthRoutes(readiness).register(routes);
        if (profile == null ? settings.metrics().enabled() : profile.metrics()) {
            metricsRoute(name, host, failures).register(routes);
        }
        if (profile != null && profile.keyRoutes()) {
            new KeyRoutes(providers.keys(profile.provider()), keys.admins(name), failures, Versions.parley())
                    .register(routes);
        }
        KeptAnswers answers = pipeline.conversations().answers();
        new OpenAiRoutes(dialect(profile), callers, runtime, failures).register(routes);
        new ResponseRoutes(dialects.responses(), answers, pipeline.tokens(), callers, runtime, failures)
                .register(routes);
        new ClaudeRoutes(dialects.claude(), callers, runtime, pipeline.tokens(), failures).register(routes);
        models(readers, failures, extras(profile)).forEach(models -> models.register(routes));
        List<ServerServiceDefinition> own = natives.of(callers);
        List<ServerServiceDefinition> managers =
                management == null ? List.of() : management.services(name, profile == null ? "" : profile.provider());
        Transcoder transcoder = new Transcoder(metrics, settings.server().maxBodySize())
                .serve(own, JsonShape.PROTO)
                .serve(admins, JsonShape.PLAIN);
        if (management != null) {
            management.register(managers, transcoder, routes);
        }
        http.register(transcoder);
        routes.unknownPaths();
        GrpcFrontend.Wire wire = grpc.serve(
                Stream.of(own, admins, managers).flatMap(List::stream).toList(), reflection);
        return new Listener(name, host, port, http, wire.routing(), wire.http2());
    }

    private MetricsRoute metricsRoute(String listener, String host, ErrorReply failures) {
        MetricsSettings shown = settings.metrics();
        boolean keyed = switch (shown.keyed()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> !Ports.isLoopback(host);
        };
        return new MetricsRoute(
                shown.path(), metrics.text(shown.aliasPrefix()), keyed ? keys.scrapers(listener) : null, failures);
    }

    /** The admin API of a listener, if there is one and it is served there. */
    private List<ServerServiceDefinition> admins(@Nullable AdminFrontend admin, boolean served, boolean reveals) {
        boolean seesKeys = reveals && !settings.access().maskKeys();
        return admin != null && served ? List.of(admin.service(seesKeys)) : List.of();
    }

    /** Anthropic's SDKs ask for models where OpenAI's do, and are told by their version header. */
    private List<ModelRoutes> models(Authenticator readers, ErrorReply failures, Set<Extra> extras) {
        ModelRoutes.Wire claude = ClaudeRoutes.models(new ClaudeNames(providers.router(), providers.models()));
        return List.of(
                new ModelRoutes("/v1/models", OpenAiRoutes.models(providers.models(), extras), readers, failures)
                        .with("anthropic-version", claude),
                new ModelRoutes("/anthropic/v1/models", claude, readers, failures));
    }

    /** What rows of OpenAI's model list have more on this listener. */
    private static Set<Extra> extras(@Nullable ProfileSettings profile) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        if (profile != null && profile.modelPermission()) {
            extras.add(Extra.PERMISSION);
        }
        if (profile != null && profile.registryModels()) {
            extras.add(Extra.CAPABILITIES);
        }
        return extras;
    }

    private OpenAiStyle styled(OpenAiStyle style, ProfileSettings profile) {
        boolean usageOnFinish = switch (profile.usageOnFinish()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> settings.streaming().usageOnFinish();
        };
        return style.withChoicesMost(profile.maxChoices())
                .withUsageOnFinish(usageOnFinish)
                .withAuthErrorType(profile.authErrorType())
                .withNullFields(profile.nullFields())
                .withLooseMessages(profile.looseMessages());
    }
}
