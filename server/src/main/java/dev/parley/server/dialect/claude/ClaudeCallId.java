package dev.parley.server.dialect.claude;

import dev.parley.server.dialect.codec.StableId;
import java.util.regex.Pattern;

/** Ids of tool calls that this dialect takes (E-TOOL-3). */
final class ClaudeCallId {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]+");

    private ClaudeCallId() {}

    /** The id itself, or for one with other characters another that is always the same for it. */
    static String legal(String id) {
        return LEGAL.matcher(id).matches() ? id : StableId.of("toolu_", id);
    }
}
