package dev.parley.server.provider.builtin;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.EmbeddingStream;
import dev.parley.server.provider.Incapable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The embedding models that run in this process. Their thread computes for all calls; without calls there is none. */
final class BuiltinEmbeddings implements AutoCloseable {
    private static final String NONE = "a model of another provider, or the module parley-minilm on the class path";

    private final String provider;
    private final Map<String, EmbeddingModel> models = new TreeMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("parley-embedding").unstarted(task));

    BuiltinEmbeddings(String provider, Iterable<EmbeddingModel> models) {
        this.provider = provider;
        models.forEach(model -> this.models.put(model.name(), model));
    }

    ChatStream embed(Attempt attempt, EmbedRequest request, Embedder.Taker taker) {
        EmbeddingModel model = models.get(attempt.target().model());
        if (model == null) {
            throw Incapable.of(attempt.target(), "embeddings", models.isEmpty() ? NONE : listed());
        }
        return new EmbeddingStream(new BuiltinEmbedding(provider, model, request, worker), taker);
    }

    boolean has(String model) {
        return models.containsKey(model);
    }

    Stream<Model.Builder> models() {
        return models.values().stream()
                .map(model -> Model.newBuilder()
                        .setId(provider + '/' + model.name())
                        .setDescription(model.description())
                        .setContextLength(model.inputTokens()));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private String listed() {
        return "one of " + models.keySet();
    }
}
