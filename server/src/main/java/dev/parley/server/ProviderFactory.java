package dev.parley.server;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.parley.model.v1.Model;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionDialect;
import dev.parley.server.dialect.deepseek.SessionFormat;
import dev.parley.server.dialect.gemini.ThinkingBudgets;
import dev.parley.server.dialect.puter.PuterDrivers;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.Renewals;
import dev.parley.server.provider.anthropic.AnthropicProvider;
import dev.parley.server.provider.builtin.BuiltinProvider;
import dev.parley.server.provider.builtin.EmbeddingModel;
import dev.parley.server.provider.deepseek.ChallengeSolver;
import dev.parley.server.provider.deepseek.DeepSeekApiProvider;
import dev.parley.server.provider.deepseek.DeepSeekSessionProvider;
import dev.parley.server.provider.deepseek.ReasoningHistory;
import dev.parley.server.provider.gemini.GeminiPaths;
import dev.parley.server.provider.gemini.GeminiProvider;
import dev.parley.server.provider.http.ApacheUpstream;
import dev.parley.server.provider.http.Framing;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.provider.http.Upstream;
import dev.parley.server.provider.openaicompat.ChatApi;
import dev.parley.server.provider.openaicompat.EmbeddingBatch;
import dev.parley.server.provider.openaicompat.OpenAiCompatProvider;
import dev.parley.server.provider.openaicompat.OpenAiResponsesProvider;
import dev.parley.server.provider.puter.DriverChoice;
import dev.parley.server.provider.puter.PuterProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes providers of their settings: the one place that knows which class serves which type. */
final class ProviderFactory {
    private final Dialects dialects;
    private final Renewals renewals;
    private final InstantSource clock;
    private final @Nullable Provider own;

    /**
     * Makes providers.
     *
     * @param renewals hears of each token that the providers fetch
     * @param own stands for the one of its name; null: there is none
     */
    ProviderFactory(Dialects dialects, Renewals renewals, InstantSource clock, @Nullable Provider own) {
        this.dialects = dialects;
        this.renewals = renewals;
        this.clock = clock;
        this.own = own;
    }

    /** A provider, which the caller closes. */
    Provider make(String name, ProviderSettings settings) {
        return own != null && own.name().equals(name) ? own : ofType(name, settings);
    }

    private Provider ofType(String name, ProviderSettings settings) {
        return switch (settings.type()) {
            case BUILTIN -> new BuiltinProvider(name, clock, ServiceLoader.load(EmbeddingModel.class));
            case OPENAI -> openAi(name, settings);
            case ANTHROPIC ->
                new AnthropicProvider(
                        name,
                        host(
                                name,
                                settings,
                                AnthropicProvider.base(Objects.requireNonNull(settings.baseUrl())),
                                dialects.claude()),
                        models(name, settings));
            case PUTER -> puter(name, settings);
            case DEEPSEEK -> deepSeek(name, settings);
            case GEMINI -> gemini(name, settings);
        };
    }

    private Provider openAi(String name, ProviderSettings settings) {
        HttpHost host = host(name, settings, Objects.requireNonNull(settings.baseUrl()), dialects.openAi());
        List<Model> models = models(name, settings);
        boolean thinkTags = isOn(settings, "think-tags");
        int batch = readable(name, settings.options(), EmbeddingBatch::of);
        return switch (readable(name, settings.options(), ChatApi::of)) {
            case CHAT ->
                new OpenAiCompatProvider(name, host, models, isOn(settings, "send-defaults"), thinkTags, batch);
            case RESPONSES -> new OpenAiResponsesProvider(name, host, dialects.responses(), models, thinkTags, batch);
        };
    }

    private HttpHost host(String name, ProviderSettings settings, URI base, SouthDialect dialect) {
        Upstream upstream = new ApacheUpstream(settings.timeouts());
        return new HttpHost(name, base, settings.headers(), dialect, upstream, clock);
    }

    private static boolean isOn(ProviderSettings settings, String option) {
        return "true".equals(settings.options().get(option));
    }

    private Provider puter(String name, ProviderSettings settings) {
        DriverChoice drivers = new DriverChoice(readable(name, settings.options(), PuterDrivers::of));
        SouthDialect dialect = dialects.puter(drivers::driver);
        Upstream upstream = new ApacheUpstream(settings.timeouts());
        URI base = Objects.requireNonNull(settings.baseUrl());
        URI web = URI.create(settings.options().getOrDefault("web-base", base.toString()));
        HttpHost api = new HttpHost(name, base, settings.headers(), dialect, upstream, clock, Framing.LINES);
        HttpHost lists = new HttpHost(name, web, Map.of(), dialect, upstream, clock);
        return new PuterProvider(name, api, lists, models(name, settings), drivers, clock.instant());
    }

    private Provider deepSeek(String name, ProviderSettings settings) {
        URI base = Objects.requireNonNull(settings.baseUrl());
        Map<String, String> options = settings.options();
        if ("session".equals(options.get("form"))) {
            SessionFormat format = readable(name, options, SessionFormat::of);
            HttpHost host = host(name, settings, base, new SessionDialect(format, "", DeepSeekModel.CHAT));
            return new DeepSeekSessionProvider(
                    name, host, models(name, settings), format, options, solver(name, options));
        }
        return new DeepSeekApiProvider(
                name,
                host(name, settings, base, dialects.openAi()),
                models(name, settings),
                readable(name, options, ReasoningHistory::of));
    }

    private Provider gemini(String name, ProviderSettings settings) {
        Map<String, String> options = settings.options();
        URI base = settings.baseUrl() == null ? GeminiPaths.vertexHost(options) : GeminiPaths.base(settings.baseUrl());
        Upstream upstream = new ApacheUpstream(settings.timeouts());
        SouthDialect dialect = dialects.gemini(readable(name, options, ThinkingBudgets::of));
        return new GeminiProvider(
                name,
                new HttpHost(name, base, settings.headers(), dialect, upstream, clock),
                GeminiPaths.of(options),
                models(name, settings),
                upstream,
                TokenHosts.of(options),
                renewals,
                clock);
    }

    private static @Nullable ChallengeSolver solver(String name, Map<String, String> options) {
        String wanted = options.getOrDefault("challenge-solver", "");
        if (wanted.isEmpty()) {
            return null;
        }
        return ServiceLoader.load(ChallengeSolver.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(solver -> solver.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new StartException(("providers.%s.options.challenge-solver is '%s'"
                                + " (expected: the name of a ChallengeSolver on the class path).")
                        .formatted(name, wanted)));
    }

    /** What the options say; those that cannot be read stand in the way of a start. */
    private static <T> T readable(String name, Map<String, String> options, Function<Map<String, String>, T> reader) {
        try {
            return reader.apply(options);
        } catch (IllegalArgumentException e) {
            throw new StartException("providers.%s.%s.".formatted(name, e.getMessage()));
        }
    }

    private List<Model> models(String provider, ProviderSettings settings) {
        Timestamp now = Timestamps.fromMillis(clock.millis());
        return settings.models().stream()
                .map(model -> Model.newBuilder()
                        .setId(model.id())
                        .setProvider(provider)
                        .setOwnedBy(model.ownedBy())
                        .setContextLength(model.contextLength())
                        .setCreateTime(now)
                        .build())
                .toList();
    }
}
