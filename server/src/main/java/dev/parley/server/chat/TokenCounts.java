package dev.parley.server.chat;

import dev.parley.chat.v1.TokenCount;
import dev.parley.server.usage.TokenEstimator;

/** Counts the input tokens of a request without running it. Takes no credential (DS-17). */
public final class TokenCounts {
    private final Validation validation;

    TokenCounts(Validation validation) {
        this.validation = validation;
    }

    /** An estimate, and marked as one, as no provider here counts. Refuses what {@code Chat} would refuse. */
    public TokenCount count(ChatCall call) {
        validation.check(call.request());
        return TokenCount.newBuilder()
                .setInputTokens(TokenEstimator.prompt(call.request()))
                .setEstimated(true)
                .build();
    }
}
