package dev.parley.server.frontend;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import java.util.List;

/** The models a caller may name, for the routes that list them. Thread-safe. */
public interface ModelDirectory {
    /**
     * Models in a stable order.
     *
     * @param stale whether a provider did not answer, so that its last list was taken (PUT-02)
     */
    record Listing(List<Model> models, boolean stale) {}

    /**
     * All of them; only one provider's unless {@code provider} is empty.
     *
     * @throws dev.parley.server.error.ChatException UNAVAILABLE {@code upstream_unavailable} if all are one provider's
     *     that does not answer, and never did
     */
    Listing listing(Caller caller, String provider);

    /** The same without more. */
    default List<Model> list(Caller caller, String provider) {
        return listing(caller, provider).models();
    }

    /**
     * One by its id, with or without its provider's prefix.
     *
     * @throws dev.parley.server.error.ChatException NOT_FOUND {@code model_not_found}
     */
    Model get(Caller caller, String id);
}
