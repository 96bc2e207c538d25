package dev.parley.server.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator changes at run time, as small texts (JSON, as a rule) of a kind under an id. All are sealed on the
 * disk, since some hold secrets. Methods block until what they change is on the disk. Thread-safe.
 */
public interface Documents {
    /** What a text is. Its name is kept with the text: a constant is never renamed. */
    enum Kind {
        /** A credential that was uploaded, by its id. */
        CREDENTIAL,
        /** Whether a credential is disabled or banned, by its provider and id. */
        CREDENTIAL_STATE,
        /** A probe that is over, by its time. */
        PROBE,
        /** An entry of the model registry, by channel and id. */
        MODEL,
        /** What new entries of a channel have, by the channel. */
        TEMPLATE,
        /** A group of models, by channel and id. */
        MODEL_GROUP,
        /** What is known of a model, by its id. */
        MODEL_CAPABILITIES,
        /** A setting that was changed, by its name. */
        SETTING,
        /** Whether a feature is on, by its name. */
        FEATURE,
        /** What an operator lets a caller key use, by the key's id. */
        LIMITS,
        /** A session that was ended before its time, by its id. */
        REVOKED_SESSION
    }

    /**
     * A change.
     *
     * @param text null: the document goes
     */
    record Change(Kind kind, String id, @Nullable String text) {
        @Override
        public String toString() {
            return kind + "/" + id;
        }
    }

    /**
     * All of a kind by their ids, in the order in which they first came.
     *
     * @throws StoreException they cannot be read
     */
    Map<String, String> all(Kind kind);

    /**
     * Makes changes in their order, all or none. To remove what is not there is no change.
     *
     * @throws StoreException nothing was changed
     */
    void apply(List<Change> changes);
}
