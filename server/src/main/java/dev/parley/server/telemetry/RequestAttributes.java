package dev.parley.server.telemetry;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Sampling;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** What a span tells of a request: which model and how it is to answer, never what it is told. */
final class RequestAttributes {
    private RequestAttributes() {}

    static Attributes of(Operation operation, ChatRequest request, boolean whole) {
        AttributesBuilder told = Attributes.builder()
                .put(GenAi.OPERATION, operation.word())
                .put(GenAi.REQUEST_MODEL, request.getModel())
                .put(GenAi.STREAM, !whole);
        sampling(request.getSampling(), told);
        return told.build();
    }

    private static void sampling(Sampling sampling, AttributesBuilder told) {
        if (sampling.hasMaxOutputTokens()) {
            told.put(GenAi.MAX_TOKENS, (long) sampling.getMaxOutputTokens());
        }
        if (sampling.hasTemperature()) {
            told.put(GenAi.TEMPERATURE, sampling.getTemperature());
        }
        if (sampling.hasTopP()) {
            told.put(GenAi.TOP_P, sampling.getTopP());
        }
        if (sampling.hasTopK()) {
            told.put(GenAi.TOP_K, (long) sampling.getTopK());
        }
        if (sampling.hasPresencePenalty()) {
            told.put(GenAi.PRESENCE, sampling.getPresencePenalty());
        }
        if (sampling.hasFrequencyPenalty()) {
            told.put(GenAi.FREQUENCY, sampling.getFrequencyPenalty());
        }
        if (sampling.hasSeed()) {
            told.put(GenAi.SEED, sampling.getSeed());
        }
        if (sampling.hasCandidates()) {
            told.put(GenAi.CHOICES, (long) sampling.getCandidates());
        }
    }
}
