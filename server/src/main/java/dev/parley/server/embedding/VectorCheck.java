package dev.parley.server.embedding;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.server.dialect.BadAnswer;

/** Holds a provider to what it was asked for, so that no caller stores vectors that it cannot compare. */
final class VectorCheck {
    private VectorCheck() {}

    /** @throws dev.parley.server.error.ChatException UPSTREAM_FAILED, the target's fault */
    static void check(EmbedResponse made, EmbedRequest asked) {
        require(
                made.getEmbeddingsCount() == asked.getInputsCount(),
                "%d vectors for %d inputs".formatted(made.getEmbeddingsCount(), asked.getInputsCount()));
        int length = asked.hasDimensions()
                ? asked.getDimensions()
                : made.getEmbeddings(0).getValuesCount();
        require(length > 0, "an empty vector");
        for (Embedding vector : made.getEmbeddingsList()) {
            require(
                    vector.getValuesCount() == length,
                    "a vector of %d numbers instead of %d".formatted(vector.getValuesCount(), length));
            require(isFinite(vector), "a vector with a number that is not finite");
        }
    }

    private static boolean isFinite(Embedding vector) {
        for (int i = 0; i < vector.getValuesCount(); i++) {
            if (!Float.isFinite(vector.getValues(i))) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean fine, String found) {
        if (!fine) {
            throw BadAnswer.malformed("it has " + found + '.');
        }
    }
}
