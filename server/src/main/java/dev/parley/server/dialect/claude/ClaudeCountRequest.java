package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.TokenQuestion;
import dev.parley.server.error.ChatException;
import java.util.Set;

/** Writes the request to a host that it count a prompt's tokens: a Messages request without what only answers need. */
public final class ClaudeCountRequest {
    /** The fields that are taken; any other is refused. */
    private static final Set<String> FIELDS = Set.of(
            "model",
            "system",
            "messages",
            "tools",
            "tool_choice",
            ThinkingReader.NAME,
            OutputReader.CONFIG,
            OutputReader.FORMAT,
            CacheControl.NAME,
            "billing_policy",
            "compaction",
            "context_management",
            "mcp_servers",
            "speed");

    private ClaudeCountRequest() {}

    /**
     * The body.
     *
     * @throws ChatException INVALID_REQUEST as for a Messages request
     */
    public static byte[] write(ChatRequest chat, String model) {
        return TokenQuestion.of(ClaudeRequestWriter.write(chat, model, false, new Drops()), FIELDS);
    }
}
