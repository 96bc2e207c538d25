package dev.parley.server.registry;

import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.RegistryModel;
import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.NamedModels;
import dev.parley.server.routing.Rule;
import dev.parley.server.routing.Thinking;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The registry's names for routing: a copy of what is in force, replaced whole by each change. Thread-safe. */
public final class RegistryNames implements NamedModels {
    private final VariantGrammar grammar;
    private final boolean variants;
    private volatile Snapshot snapshot = new Snapshot(RegistryState.EMPTY, Map.of());

    /** A state, and by channel and id what routing needs of it. */
    private record Snapshot(RegistryState state, Map<String, Map<String, NamedModel>> names) {}

    /** Without any names yet; {@code variants} false: names that are variants stand for nothing that may be used. */
    public RegistryNames(VariantGrammar grammar, boolean variants) {
        this.grammar = grammar;
        this.variants = variants;
    }

    @Override
    public @Nullable NamedModel find(String name, String dialect) {
        Map<String, NamedModel> models = models(dialect);
        if (models.isEmpty()) {
            return null;
        }
        VariantName read = grammar.parse(name, models::containsKey);
        NamedModel found = models.get(read.base());
        return found == null || read.isPlain() ? found : variant(found, read);
    }

    /** From now on these are the names. */
    void show(RegistryState state) {
        Map<String, Map<String, NamedModel>> names = new LinkedHashMap<>();
        state.channels().forEach((name, channel) -> names.put(name, named(channel)));
        snapshot = new Snapshot(state, names);
    }

    /** For a gateway that keeps nothing: shows what a registry begins with. */
    public void show(Seeds seeds, Instant now) {
        show(seeds.first(RegistryState.EMPTY, now));
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return models("").isEmpty();
    }

    /** Whether there is an entry, for callers without a channel of their own, of a provider that is meant. */
    public boolean concerns(Predicate<String> provider) {
        return models("").values().stream().anyMatch(model -> provider.test(model.provider()));
    }

    /** The ids that may be used by callers without a channel of their own, in the registry's order. */
    public List<String> offered() {
        return models("").entrySet().stream()
                .filter(model -> !model.getValue().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The variants of an entry that are listed. Those of images do not think, and entries that vary are no bases. */
    public List<String> variants(String id) {
        NamedModel model = models("").get(id);
        boolean varies = variants && model != null && model.variant().equals(ModelVariant.PLAIN);
        return varies ? grammar.variants(id) : List.of();
    }

    /** What is known of an entry, or else of the model that it stands for. */
    ModelCapabilities capabilities(String id, String model) {
        Map<String, ModelCapabilities> known = snapshot.state().capabilities();
        ModelCapabilities own = known.get(id);
        return own != null ? own : known.getOrDefault(model, ModelCapabilities.getDefaultInstance());
    }

    private Map<String, NamedModel> models(String dialect) {
        return snapshot.names().getOrDefault(ChannelName.of(dialect), Map.of());
    }

    private NamedModel variant(NamedModel base, VariantName name) {
        return new NamedModel(
                Rule.VARIANT, base.provider(), base.model(), name.over(base.variant()), base.hidden() || !variants);
    }

    private static Map<String, NamedModel> named(Channel channel) {
        Map<String, NamedModel> named = new LinkedHashMap<>();
        channel.models()
                .forEach((id, model) -> named.put(
                        id,
                        new NamedModel(
                                Rule.REGISTRY,
                                model.getUpstream(),
                                model.getBase(),
                                variant(model),
                                !channel.offers(model))));
        return named;
    }

    private static ModelVariant variant(RegistryModel model) {
        return new ModelVariant(
                model.getFakeStreaming(),
                model.getAntiTruncation(),
                Thinking.of(model.getThinking()).orElse(Thinking.AUTO),
                model.getSearch(),
                model.getImage(),
                model.getStream());
    }
}
