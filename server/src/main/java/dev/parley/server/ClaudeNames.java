package dev.parley.server;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.frontend.ModelDirectory;
import java.util.List;
import java.util.stream.Stream;

/** The models for callers that speak Claude: while its names are mapped, these come first (CL-02). */
record ClaudeNames(ClaudeMapping mapping, ModelDirectory others) implements ModelDirectory {
    @Override
    public List<Model> list(Caller caller, String provider) {
        Stream<Model> names = mapping.active() && provider.isEmpty()
                ? mapping.models().stream().map(ClaudeNames::named)
                : Stream.empty();
        Stream<Model> more = others.list(caller, provider).stream()
                .filter(model -> !mapping.active() || !mapping.models().contains(model.getId()));
        return Stream.concat(names, more).toList();
    }

    @Override
    public Model get(Caller caller, String id) {
        return mapping.active() && mapping.models().contains(id) ? named(id) : others.get(caller, id);
    }

    private static Model named(String id) {
        return Model.newBuilder().setId(id).setOwnedBy("anthropic").build();
    }
}
