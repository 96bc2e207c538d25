package dev.parley.test;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.embedding.v1.Input;
import dev.parley.server.provider.EmbeddingStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The vectors of one test, and what they were made of. Thread-safe. */
final class Vectors {
    private static final int LENGTH = 16;

    private final Map<String, float[]> scripted = new HashMap<>();
    private final List<EmbedRequest> requests = new ArrayList<>();
    private int length = LENGTH;

    synchronized void add(String text, float... vector) {
        if (vector.length == 0 || !scripted.isEmpty() && vector.length != length) {
            throw new IllegalArgumentException("The vector of %s has %d numbers (expected: %s)."
                    .formatted(Excerpt.of(text), vector.length, scripted.isEmpty() ? "at least 1" : length));
        }
        length = vector.length;
        scripted.put(text, vector.clone());
    }

    synchronized List<EmbedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void reset() {
        scripted.clear();
        requests.clear();
        length = LENGTH;
    }

    /** Makes the vectors when they are wanted, at once. */
    EmbeddingStream.Work of(EmbedRequest request) {
        return new EmbeddingStream.Work() {
            @Override
            public EmbedResponse make() {
                return Vectors.this.make(request);
            }

            @Override
            public void close() {}
        };
    }

    private synchronized EmbedResponse make(EmbedRequest request) {
        requests.add(request);
        int wanted = request.hasDimensions() ? request.getDimensions() : length;
        EmbedResponse.Builder made = EmbedResponse.newBuilder();
        for (Input input : request.getInputsList()) {
            float[] vector = scripted.get(input.getText());
            made.addEmbeddings(
                    vector != null && vector.length == wanted
                            ? embedding(vector)
                            : madeUp(input.toByteString().hashCode(), wanted));
        }
        return made.build();
    }

    private static Embedding embedding(float[] values) {
        Embedding.Builder embedding = Embedding.newBuilder();
        for (float value : values) {
            embedding.addValues(value);
        }
        return embedding.build();
    }

    private static Embedding madeUp(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return embedding(values);
    }
}
