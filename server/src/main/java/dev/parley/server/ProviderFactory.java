package dev.parley.server;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.parley.model.v1.Model;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.puter.PuterDrivers;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.anthropic.AnthropicProvider;
import dev.parley.server.provider.builtin.BuiltinProvider;
import dev.parley.server.provider.http.ApacheUpstream;
import dev.parley.server.provider.http.Framing;
import dev.parley.server.provider.http.HttpHost;
import dev.parley.server.provider.http.Upstream;
import dev.parley.server.provider.openaicompat.OpenAiCompatProvider;
import dev.parley.server.provider.puter.DriverChoice;
import dev.parley.server.provider.puter.PuterProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes providers of their settings: the one place that knows which class serves which type. */
final class ProviderFactory {
    private final Dialects dialects;
    private final InstantSource clock;

    ProviderFactory(Dialects dialects, InstantSource clock) {
        this.dialects = dialects;
        this.clock = clock;
    }

    /** A provider, which the caller closes. */
    Provider make(String name, ProviderSettings settings) {
        return switch (settings.type()) {
            case BUILTIN -> new BuiltinProvider(name, clock);
            case OPENAI ->
                new OpenAiCompatProvider(
                        name,
                        host(name, settings, Objects.requireNonNull(settings.baseUrl()), dialects.openAi()),
                        models(name, settings),
                        isOn(settings, "send-defaults"),
                        isOn(settings, "think-tags"));
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
            case GEMINI, DEEPSEEK ->
                throw new StartException("providers.%s.type is not served by this version.".formatted(name));
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
        DriverChoice drivers = new DriverChoice(puterDrivers(name, settings));
        SouthDialect dialect = dialects.puter(drivers::driver);
        Upstream upstream = new ApacheUpstream(settings.timeouts());
        URI base = Objects.requireNonNull(settings.baseUrl());
        URI web = URI.create(settings.options().getOrDefault("web-base", base.toString()));
        HttpHost api = new HttpHost(name, base, settings.headers(), dialect, upstream, clock, Framing.LINES);
        HttpHost lists = new HttpHost(name, web, Map.of(), dialect, upstream, clock);
        return new PuterProvider(name, api, lists, models(name, settings), drivers, clock.instant());
    }

    private static PuterDrivers puterDrivers(String name, ProviderSettings settings) {
        try {
            return PuterDrivers.of(settings.options());
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
