package dev.parley.server.dialect;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import java.io.OutputStream;

/**
 * A request for embeddings as its dialect read it.
 *
 * @param answer writes the answer in the form that the request wants
 */
public record IncomingEmbedding(EmbedRequest request, Answer answer) {
    /** Inputs of one request, by the contract and by OpenAI's API. */
    public static final int INPUTS_MOST = 2048;

    /** Writes a body bit by bit: it may be long. */
    @FunctionalInterface
    public interface Answer {
        /** Writes all of it and closes nothing. Blocks as long as {@code out} does. */
        void write(EmbedResponse response, OutputStream out);
    }

    /** The same, strict. */
    public IncomingEmbedding asStrict() {
        return new IncomingEmbedding(request.toBuilder().setStrict(true).build(), answer);
    }
}
