package dev.parley.server.provider.builtin;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.ImageMaker;
import dev.parley.server.provider.Incapable;
import dev.parley.server.provider.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The built-in models, by name: {@code echo}, {@code script}, {@code slow}, {@code fault} and {@code image}. Some take
 * parameters behind a question mark, as in {@code slow?ttft=500ms&gap=20ms}. Beside them stand the embedding models
 * that are on the class path.
 */
public final class BuiltinProvider implements Provider, Embedder, ImageMaker {
    /** A built-in model: what it is for, and how it answers. */
    private record Builtin(String description, BiFunction<ChatRequest, Parameters, List<Step>> model) {}

    /** The model that makes pictures. */
    private static final String PAINTER = "image";

    private static final Map<String, Builtin> MODELS = Map.of(
            "echo",
            new Builtin("Says what you said, word by word, with exact usage.", Echo::steps),
            "script",
            new Builtin("Plays the turn that the last user message writes in YAML.", Script::steps),
            "slow",
            new Builtin("Echoes slowly: ttft, gap (durations) and words.", Slow::steps),
            "fault",
            new Builtin("Fails on demand: status, retry-after, kind and after.", Fault::steps),
            PAINTER,
            new Builtin("Paints a pattern that your words decide, as a PNG.", Painter::steps));

    private final String name;
    private final Timestamp started;
    private final BuiltinEmbeddings embeddings;

    /** {@code embedding} are those of other modules. */
    public BuiltinProvider(String name, InstantSource clock, Iterable<EmbeddingModel> embedding) {
        this.name = name;
        this.started = Timestamps.fromMillis(clock.millis());
        this.embeddings = new BuiltinEmbeddings(name, embedding);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        ModelName model = ModelName.parse(attempt.target().model());
        Builtin builtin = MODELS.get(model.name());
        if (builtin == null && embeddings.has(model.name())) {
            throw Incapable.of(attempt.target(), "conversations", "a call of /v1/embeddings");
        }
        if (builtin == null) {
            throw model.unknown(MODELS.keySet());
        }
        ChatRequest request = attempt.call().request();
        return new StepStream(() -> builtin.model().apply(request, model.parameters()));
    }

    @Override
    public ChatStream embed(Attempt attempt, EmbedRequest request, Taker taker) {
        return embeddings.embed(attempt, request, taker);
    }

    @Override
    public boolean makesImages(String model) {
        return ModelName.parse(model).name().equals(PAINTER);
    }

    @Override
    public List<Model> models(Credential credential) {
        Stream<Model.Builder> chatting = MODELS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Model.newBuilder()
                        .setId(name + '/' + entry.getKey())
                        .setDescription(entry.getValue().description())
                        .addAllOutputModalities(entry.getKey().equals(PAINTER) ? List.of("image") : List.of()));
        return Stream.concat(chatting, embeddings.models())
                .map(model -> model.setProvider(name)
                        .setOwnedBy("parley")
                        .setCreateTime(started)
                        .build())
                .toList();
    }

    @Override
    public void close() {
        embeddings.close();
    }
}
