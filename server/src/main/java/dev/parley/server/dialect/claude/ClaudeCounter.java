package dev.parley.server.dialect.claude;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.Set;

/** The question for a prompt's tokens to hosts of this dialect: a messages request without what makes an answer. */
public final class ClaudeCounter {
    /** All that the endpoint takes; it refuses any other field. */
    private static final Set<String> COUNTED = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
            "cache_control",
            "context_management",
            "mcp_servers",
            "speed");

    private ClaudeCounter() {}

    /** The question's body, from the request's. */
    public static byte[] request(byte[] messages) {
        JsonReader in = JsonReader.of(messages);
        return JsonWriter.document(out -> {
            out.beginObject();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (COUNTED.contains(name)) {
                    out.name(name).raw(in.raw());
                } else {
                    in.skip();
                }
            }
            out.endObject();
        });
    }

    /**
     * The tokens that an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long read(byte[] answer) {
        try {
            JsonReader in = JsonReader.of(answer);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals("input_tokens")) {
                    return (long) in.number();
                }
                in.skip();
            }
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        throw BadAnswer.malformed("it has no input_tokens.");
    }
}
