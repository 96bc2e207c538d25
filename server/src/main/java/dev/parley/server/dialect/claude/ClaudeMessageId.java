package dev.parley.server.dialect.claude;

/** The id of a message as callers know it (CL-08). */
final class ClaudeMessageId {
    private static final String OURS = "msg_";
    private static final String OPENAI = "chatcmpl-";

    private ClaudeMessageId() {}

    /** The id itself if it is of our form, else one that is made of it. */
    static String of(String id) {
        if (id.startsWith(OURS)) {
            return id;
        }
        return OURS + (id.startsWith(OPENAI) ? id.substring(OPENAI.length()) : id);
    }
}
