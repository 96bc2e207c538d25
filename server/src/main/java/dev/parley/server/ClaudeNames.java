package dev.parley.server;

import com.google.protobuf.Timestamp;
import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.frontend.ModelDirectory;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The models for callers that speak Claude: while its names are mapped, these come first (CL-02). */
record ClaudeNames(Supplier<ClaudeMapping> now, ModelDirectory others) implements ModelDirectory {
    private static final Timestamp CREATED =
            Timestamp.newBuilder().setSeconds(1_715_635_200L).build();

    @Override
    public Listing listing(Caller caller, String provider) {
        ClaudeMapping mapping = now.get();
        Listing all = others.listing(caller, provider);
        Stream<Model> names = mapping.active() && provider.isEmpty()
                ? mapping.models().stream().map(ClaudeNames::named)
                : Stream.empty();
        Stream<Model> more = all.models().stream()
                .filter(model -> !mapping.active() || !mapping.models().contains(model.getId()));
        return new Listing(Stream.concat(names, more).toList(), all.stale());
    }

    @Override
    public Model get(Caller caller, String id) {
        ClaudeMapping mapping = now.get();
        return mapping.active() && mapping.models().contains(id) ? named(id) : others.get(caller, id);
    }

    private static Model named(String id) {
        return Model.newBuilder()
                .setId(id)
                .setOwnedBy("anthropic")
                .setCreateTime(CREATED)
                .build();
    }
}
