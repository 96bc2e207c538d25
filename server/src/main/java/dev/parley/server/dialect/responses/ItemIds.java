package dev.parley.server.dialect.responses;

import org.jspecify.annotations.Nullable;

/** Ids for items that came without one: always the same for the same place in the same answer. */
record ItemIds(String stem) {
    private static final String ANSWER = "resp_";
    /** For opaque items. */
    private static final String OTHER = "item_";

    /** Those of an answer. */
    static ItemIds ofAnswer(String responseId) {
        return new ItemIds(responseId.startsWith(ANSWER) ? responseId.substring(ANSWER.length()) : responseId);
    }

    /** The id itself, or one for the item of this type at this place. */
    String of(String id, @Nullable ItemType type, int index) {
        if (!id.isEmpty()) {
            return id;
        }
        return (type == null ? OTHER : type.idPrefix()) + stem + '_' + index;
    }
}
