package dev.parley.server;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.config.TelemetrySettings;
import dev.parley.server.config.TelemetrySettings.Semconv;
import dev.parley.server.telemetry.OtlpOptions;
import dev.parley.server.telemetry.OtlpTracing;
import dev.parley.server.telemetry.Tracing;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who is told of calls: nobody, unless an operator names a collector. Part of the composition root. */
final class TracingFactory {
    private static final Logger LOG = LoggerFactory.getLogger("parley");
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String STABILITY = "OTEL_SEMCONV_STABILITY_OPT_IN";
    private static final String LATEST = "gen_ai_latest_experimental";

    private TracingFactory() {}

    static Tracing of(Settings settings, Map<String, String> environment, Predicate<String> knownModel) {
        TelemetrySettings telemetry = settings.telemetry();
        URI collector = collector(telemetry, environment);
        if (collector == null) {
            return Tracing.NONE;
        }
        boolean latest = telemetry.semconv() == Semconv.LATEST
                || environment.getOrDefault(STABILITY, "").contains(LATEST);
        return OtlpTracing.to(
                collector,
                new OtlpOptions(
                        telemetry.serviceName(),
                        Versions.parley(),
                        latest,
                        provider -> name(provider, settings.providers()),
                        knownModel));
    }

    private static @Nullable URI collector(TelemetrySettings telemetry, Map<String, String> environment) {
        String standard = environment.getOrDefault(ENDPOINT, "").trim();
        if (telemetry.otlpEndpoint() != null || standard.isEmpty()) {
            return telemetry.otlpEndpoint();
        }
        try {
            return URI.create(standard);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is '{}' (expected: such as http://127.0.0.1:4318); no collector is told.", ENDPOINT, standard);
            return null;
        }
    }

    /** A provider as the conventions call it; those that they do not know by their own name. */
    private static String name(String provider, Map<String, ProviderSettings> providers) {
        ProviderSettings known = providers.get(provider);
        if (known == null) {
            return "parley";
        }
        return switch (known.type()) {
            case BUILTIN -> "parley";
            case OPENAI -> "openai";
            case ANTHROPIC -> "anthropic";
            case GEMINI -> "gcp.gemini";
            case PUTER -> "puter";
            case DEEPSEEK -> "deepseek";
        };
    }
}
