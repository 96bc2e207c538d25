package dev.parley.server.dialect.codec;

/** Ids of tool calls that hosts take (E-TOOL-3). */
public final class CallId {
    private static final int LENGTH_MAX = 64;

    private CallId() {}

    /** The id itself, or for one that is too long another that is always the same for it. */
    public static String legal(String id) {
        return id.length() <= LENGTH_MAX ? id : StableId.of("call_", id);
    }
}
