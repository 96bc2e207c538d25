package dev.parley.server.dialect.responses;

import dev.parley.server.dialect.codec.Words;
import org.jspecify.annotations.Nullable;

/** The items that the contract models, with the prefix of their ids. All others are opaque. */
enum ItemType {
    MESSAGE("msg_"),
    REASONING("rs_"),
    FUNCTION_CALL("fc_"),
    FUNCTION_CALL_OUTPUT("fco_"),
    CUSTOM_TOOL_CALL("ctc_"),
    CUSTOM_TOOL_CALL_OUTPUT("ctco_"),
    IMAGE_GENERATION_CALL("ig_"),
    /** Stands for an item of an answer that is kept; always opaque. */
    ITEM_REFERENCE("");

    private final String idPrefix;

    ItemType(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** The type of this name, or null. */
    static @Nullable ItemType named(String word) {
        return Words.named(values(), word);
    }

    /** As in an item's {@code type}. */
    String word() {
        return Words.of(this);
    }

    String idPrefix() {
        return idPrefix;
    }
}
