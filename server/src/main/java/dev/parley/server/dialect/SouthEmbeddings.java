package dev.parley.server.dialect;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;

/** How a kind of host is asked for embeddings, and how it answers. Pure and thread-safe, as a dialect is. */
public interface SouthEmbeddings {
    /**
     * The request body for {@code model}; what cannot be expressed goes to {@code drops} by its contract path.
     *
     * @throws dev.parley.server.error.ChatException UNSUPPORTED if an input cannot be expressed
     */
    byte[] writeRequest(EmbedRequest request, String model, Drops drops);

    /**
     * The vectors of an answer in the inputs' order, and its usage if it tells. How many there are, and how long, is
     * not looked at.
     *
     * @throws dev.parley.server.error.ChatException the answer is not what the dialect allows
     */
    EmbedResponse readResponse(byte[] body);
}
