package dev.parley.server.routing;

/** What decides where a model's name goes (B8), in the order in which they are asked. */
public enum Rule {
    /** Callers of Claude's routes have its names mapped, here before anything else and elsewhere after it. */
    CLAUDE_MAPPING,
    /** An entry of the model registry has this id. */
    REGISTRY,
    /** The name is a variant of an entry. */
    VARIANT,
    /** A provider's name stands before the first slash. */
    QUALIFIED,
    /** {@code routes.fallbacks} has this name. */
    FALLBACKS,
    /** The listener has a provider of its own. */
    LISTENER,
    /** A provider lists it. */
    CATALOG
}
