package dev.parley.test;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.EmbeddingStream;
import dev.parley.server.provider.Provider;
import java.util.List;

/** The provider behind a scripted Parley: its answers are the script's. */
final class ScriptedProvider implements Provider, Embedder {
    static final String NAME = "scripted";

    private final Script script;
    private final Vectors vectors;

    ScriptedProvider(Script script, Vectors vectors) {
        this.script = script;
        this.vectors = vectors;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        return script.answer(attempt.call().request());
    }

    @Override
    public ChatStream embed(Attempt attempt, EmbedRequest request, Taker taker) {
        return new EmbeddingStream(vectors.of(request), taker);
    }

    @Override
    public List<Model> models(Credential credential) {
        return List.of(Model.newBuilder()
                .setId(NAME)
                .setProvider(NAME)
                .setOwnedBy(NAME)
                .build());
    }

    @Override
    public void close() {}
}
