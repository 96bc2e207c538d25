package dev.parley.server.routing;

import org.jspecify.annotations.Nullable;

/** The names of models that operators gave, and their variants. Thread-safe, never blocks. */
public interface NamedModels {
    /** No names at all. */
    NamedModels NONE = (name, dialect) -> null;

    /**
     * What a name stands for.
     *
     * @param rule REGISTRY or VARIANT
     * @param provider empty: the first that has the model
     * @param model as its provider knows it
     * @param hidden whether it is there, but may not be used
     */
    record NamedModel(Rule rule, String provider, String model, ModelVariant variant, boolean hidden) {}

    /**
     * The meaning of a name; null: it has none, and is looked up as it stands.
     *
     * @param dialect what the caller speaks
     */
    @Nullable
    NamedModel find(String name, String dialect);
}
