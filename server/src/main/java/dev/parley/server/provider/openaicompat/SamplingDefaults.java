package dev.parley.server.provider.openaicompat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Sampling;

/** OpenAI's own defaults, written out for hosts that want to see them (MG-04). */
final class SamplingDefaults {
    private static final Sampling DEFAULTS = Sampling.newBuilder()
            .setTemperature(1)
            .setTopP(1)
            .setCandidates(1)
            .setPresencePenalty(0)
            .setFrequencyPenalty(0)
            .build();

    private SamplingDefaults() {}

    /** What the caller left out gets its default; max_output_tokens is never invented. */
    static ChatRequest fillIn(ChatRequest request) {
        Sampling filled = DEFAULTS.toBuilder().mergeFrom(request.getSampling()).build();
        return request.toBuilder().setSampling(filled).build();
    }
}
