package dev.parley.server;

import com.google.protobuf.Timestamp;
import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.routing.Router;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models for callers that speak Claude: while its names are mapped, these come first (CL-02), and there are no
 * others where every name is mapped.
 */
record ClaudeNames(Router router, ModelDirectory others) implements ModelDirectory {
    private static final Timestamp CREATED =
            Timestamp.newBuilder().setSeconds(1_715_635_200L).build();

    @Override
    public Listing listing(Caller caller, String provider) {
        ClaudeMapping mapping = router.claudeMapping(caller);
        if (!mapping.active() || !provider.isEmpty()) {
            return others.listing(caller, provider);
        }
        List<Model> names = mapping.models().stream().map(ClaudeNames::named).toList();
        if (mapping.first()) {
            return new Listing(names, false);
        }
        Listing all = others.listing(caller, provider);
        Stream<Model> more =
                all.models().stream().filter(model -> !mapping.models().contains(model.getId()));
        return new Listing(Stream.concat(names.stream(), more).toList(), all.stale());
    }

    @Override
    public Model get(Caller caller, String id) {
        ClaudeMapping mapping = router.claudeMapping(caller);
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
