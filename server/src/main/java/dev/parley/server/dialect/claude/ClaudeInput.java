package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** The {@code input} of a tool call, which must be an object whatever the model wrote (E-TOOL-2). */
final class ClaudeInput {
    private ClaudeInput() {}

    /** The text itself if it is an object, an empty object if it is empty, else one that holds it as {@code _raw}. */
    static String object(String json) {
        if (json.isBlank()) {
            return "{}";
        }
        return Verbatim.isObject(json) ? json : raw(json);
    }

    /** The input of this call. */
    static String of(ToolCall call) {
        return call.hasRawInput() ? raw(call.getRawInput()) : object(call.getArgumentsJson());
    }

    private static String raw(String text) {
        byte[] object =
                JsonWriter.document(out -> out.beginObject().field("_raw", text).endObject());
        return new String(object, StandardCharsets.UTF_8);
    }
}
