package dev.parley.server.admin;

import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ModelMapping;
import java.util.function.Predicate;

/** What the admin API does to the mapping of Claude's names. */
record MappingEdits(Predicate<String> models) {
    /**
     * What is given of a mapping. May block while a provider lists its models.
     *
     * @throws ChatException INVALID_REQUEST for a model that nobody has
     */
    ModelMapping read(ClaudeMapping given) {
        return new ModelMapping(
                model("claude_mapping.fast", given.getFast()), model("claude_mapping.slow", given.getSlow()));
    }

    /** What is left empty stays. */
    static ModelMapping over(ModelMapping before, ModelMapping given) {
        return new ModelMapping(
                given.fast().isEmpty() ? before.fast() : given.fast(),
                given.slow().isEmpty() ? before.slow() : given.slow());
    }

    private String model(String path, String text) {
        String name = text.strip();
        if (!name.isEmpty() && !models.test(name)) {
            throw ChatException.invalid(
                    path, "No provider has the model '%s' (expected: one that GET /v1/models lists).".formatted(name));
        }
        return name;
    }
}
