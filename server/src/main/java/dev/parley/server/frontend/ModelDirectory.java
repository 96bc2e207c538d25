package dev.parley.server.frontend;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import java.util.List;

/** The models a caller may name, for the routes that list them. Thread-safe. */
public interface ModelDirectory {
    /** All of them in a stable order; only one provider's unless {@code provider} is empty. */
    List<Model> list(Caller caller, String provider);

    /**
     * One by its id, with or without its provider's prefix.
     *
     * @throws dev.parley.server.error.ChatException NOT_FOUND {@code model_not_found}
     */
    Model get(Caller caller, String id);
}
