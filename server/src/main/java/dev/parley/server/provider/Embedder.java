package dev.parley.server.provider;

import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.server.chat.ChatStream;

/** A provider that makes embeddings, of some of its models at least. Thread-safe. */
public interface Embedder {
    /**
     * The vectors of one attempt, in the inputs' order. Works as {@link Provider#chat} does, but that the stream tells
     * no parts: its first {@code next()} has all vectors made and hands them to {@code taker}, and what follows are
     * Started, Usage and Finished. {@link EmbeddingStream} is such a stream.
     *
     * <p>It fails as a chat does; with INVALID_REQUEST {@code model_not_capable} if the model makes none.
     */
    ChatStream embed(Attempt attempt, EmbedRequest request, Taker taker);

    /** Takes the vectors that an attempt made. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes them.
         *
         * @param made its usage is not set if the provider does not tell it
         * @return what they cost; marked if estimated
         * @throws dev.parley.server.error.ChatException UPSTREAM_FAILED: they are not what was asked for
         */
        Usage take(EmbedResponse made);
    }
}
