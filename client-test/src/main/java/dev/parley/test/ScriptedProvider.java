package dev.parley.test;

import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import java.util.List;

/** The provider behind a scripted Parley: its answers are the script's. */
final class ScriptedProvider implements Provider {
    static final String NAME = "scripted";

    private final Script script;

    ScriptedProvider(Script script) {
        this.script = script;
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
