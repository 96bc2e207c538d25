package dev.parley.server.telemetry;

import dev.parley.chat.v1.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.function.Predicate;

/** What is measured of calls and attempts, by the GenAI conventions. */
final class OtlpMeters {
    private static final String OTHER = "other";

    private final DoubleHistogram client;
    private final DoubleHistogram server;
    private final DoubleHistogram firstToken;
    private final TokenMeter tokens;
    private final Predicate<String> knownModel;

    /** Takes the tokens of one call. */
    private interface TokenMeter {
        void add(Operation operation, Usage usage, Attributes of);
    }

    OtlpMeters(Meter meter, OtlpOptions options) {
        this.client = seconds(meter, GenAi.CLIENT_DURATION);
        this.server = seconds(meter, GenAi.SERVER_DURATION);
        this.firstToken = seconds(meter, GenAi.SERVER_FIRST_TOKEN);
        this.tokens = options.latest() ? latest(meter) : usual(meter);
        this.knownModel = options.knownModel();
    }

    /** An attempt has ended; an empty {@code error} is none. */
    void attempt(Operation operation, String provider, String model, String error, double seconds) {
        client.record(seconds, attributes(operation, provider, model, error));
    }

    /** A call has ended; no {@code firstSeconds}: nothing was answered. */
    void call(
            Operation operation,
            String provider,
            String model,
            String error,
            double seconds,
            double firstSeconds,
            Usage usage) {
        Attributes of = attributes(operation, provider, model, error);
        server.record(seconds, of);
        if (firstSeconds > 0) {
            firstToken.record(firstSeconds, of);
        }
        tokens.add(operation, usage, of);
    }

    private Attributes attributes(Operation operation, String provider, String model, String error) {
        AttributesBuilder all = Attributes.builder()
                .put(GenAi.OPERATION, operation.word())
                .put(GenAi.PROVIDER, provider)
                .put(GenAi.REQUEST_MODEL, knownModel.test(model) ? model : OTHER);
        return error.isEmpty() ? all.build() : all.put(GenAi.ERROR_TYPE, error).build();
    }

    private static TokenMeter usual(Meter meter) {
        var histogram = meter.histogramBuilder(GenAi.CLIENT_TOKENS)
                .ofLongs()
                .setUnit(GenAi.TOKENS)
                .setExplicitBucketBoundariesAdvice(GenAi.TOKENS_BOUNDS)
                .build();
        return (operation, usage, of) -> {
            AttributesBuilder typed = of.toBuilder();
            histogram.record(
                    usage.getInputTokens(), typed.put(GenAi.TOKEN_TYPE, "input").build());
            if (operation == Operation.CHAT) {
                histogram.record(
                        usage.getOutputTokens(),
                        typed.put(GenAi.TOKEN_TYPE, "output").build());
            }
        };
    }

    private static TokenMeter latest(Meter meter) {
        var input = meter.counterBuilder(GenAi.INFERENCE_INPUT)
                .setUnit(GenAi.TOKENS)
                .build();
        var output = meter.counterBuilder(GenAi.INFERENCE_OUTPUT)
                .setUnit(GenAi.TOKENS)
                .build();
        return (operation, usage, of) -> {
            Attributes unknown =
                    of.toBuilder().put(GenAi.TOKEN_MODALITY, "unknown").build();
            input.add(usage.getInputTokens(), unknown);
            if (operation == Operation.CHAT) {
                output.add(usage.getOutputTokens(), unknown);
            }
        };
    }

    private static DoubleHistogram seconds(Meter meter, String name) {
        return meter.histogramBuilder(name)
                .setUnit(GenAi.SECONDS)
                .setExplicitBucketBoundariesAdvice(GenAi.SECONDS_BOUNDS)
                .build();
    }
}
