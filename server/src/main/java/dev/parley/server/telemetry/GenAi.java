package dev.parley.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Names of OpenTelemetry's conventions for generative AI, all in this one place since they still move. Those for what
 * is said in calls are left out on purpose.
 */
final class GenAi {
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    static final AttributeKey<Double> TOP_P = AttributeKey.doubleKey("gen_ai.request.top_p");
    static final AttributeKey<Long> TOP_K = AttributeKey.longKey("gen_ai.request.top_k");
    static final AttributeKey<Double> PRESENCE = AttributeKey.doubleKey("gen_ai.request.presence_penalty");
    static final AttributeKey<Double> FREQUENCY = AttributeKey.doubleKey("gen_ai.request.frequency_penalty");
    static final AttributeKey<Long> SEED = AttributeKey.longKey("gen_ai.request.seed");
    static final AttributeKey<Long> CHOICES = AttributeKey.longKey("gen_ai.request.choice.count");
    static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<Double> FIRST_CHUNK = AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHED_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
    static final AttributeKey<String> TOKEN_MODALITY = AttributeKey.stringKey("gen_ai.token.modality");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");

    /** Ours: the request's id, which logs have too. */
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("parley.request.id");

    /** Ours: which attempt of its call it is. */
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("parley.attempt");

    static final String CLIENT_DURATION = "gen_ai.client.operation.duration";
    static final String SERVER_DURATION = "gen_ai.server.request.duration";
    static final String SERVER_FIRST_TOKEN = "gen_ai.server.time_to_first_token";
    static final String CLIENT_TOKENS = "gen_ai.client.token.usage";

    /** The newest conventions' names for tokens; before them, {@link #CLIENT_TOKENS} had both. */
    static final String INFERENCE_INPUT = "gen_ai.client.inference.usage.input_tokens";

    static final String INFERENCE_OUTPUT = "gen_ai.client.inference.usage.output_tokens";

    static final String SECONDS = "s";
    static final String TOKENS = "{token}";

    /** The bounds that the conventions give for durations, in seconds. */
    static final List<Double> SECONDS_BOUNDS =
            List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

    /** And for tokens. */
    static final List<Long> TOKENS_BOUNDS = List.of(
            1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L, 16777216L, 67108864L);

    private GenAi() {}
}
