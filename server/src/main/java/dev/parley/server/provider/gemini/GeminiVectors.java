package dev.parley.server.provider.gemini;

import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.dialect.gemini.GeminiEmbeddings;
import dev.parley.server.dialect.gemini.VertexEmbeddings;

/**
 * How a host is asked for embeddings.
 *
 * @param method what its model is asked to do
 * @param most inputs that it takes at a time
 */
record GeminiVectors(String method, SouthEmbeddings form, int most) {
    private static final GeminiVectors PUBLIC = new GeminiVectors("batchEmbedContents", new GeminiEmbeddings(), 100);
    private static final GeminiVectors VERTEX = new GeminiVectors("predict", new VertexEmbeddings(), 100);

    /** Vertex takes one input at a time for Gemini's own embedding models, and more for the older ones. */
    private static final GeminiVectors VERTEX_GEMINI = new GeminiVectors("predict", new VertexEmbeddings(), 1);

    static GeminiVectors of(GeminiPaths paths, String model) {
        if (!paths.vertex()) {
            return PUBLIC;
        }
        return model.startsWith("gemini-") ? VERTEX_GEMINI : VERTEX;
    }
}
