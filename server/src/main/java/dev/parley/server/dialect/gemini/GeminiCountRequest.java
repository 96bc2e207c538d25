package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.Set;

/** Writes the request to a host that it count a prompt's tokens. */
public final class GeminiCountRequest {
    /** The fields that Vertex counts; it refuses others. */
    private static final Set<String> VERTEX_FIELDS =
            Set.of("contents", "systemInstruction", "tools", "generationConfig");

    private GeminiCountRequest() {}

    /**
     * The body for the public API: the whole request of which it counts.
     *
     * @param model without {@code models/}
     * @throws ChatException INVALID_REQUEST as for an answer
     */
    public static byte[] write(ChatRequest chat, String model) {
        JsonReader in = JsonReader.of(request(chat, model));
        return JsonWriter.document(out -> {
            out.beginObject().name("generateContentRequest").beginObject();
            out.field("model", "models/" + model);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                out.name(name).raw(in.raw());
            }
            out.endObject().endObject();
        });
    }

    /**
     * The body for Vertex, which takes the request's parts.
     *
     * @throws ChatException INVALID_REQUEST as for an answer
     */
    public static byte[] writeForVertex(ChatRequest chat, String model) {
        JsonReader in = JsonReader.of(request(chat, model));
        return JsonWriter.document(out -> {
            out.beginObject();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (VERTEX_FIELDS.contains(name)) {
                    out.name(name).raw(in.raw());
                } else {
                    in.skip();
                }
            }
            out.endObject();
        });
    }

    private static byte[] request(ChatRequest chat, String model) {
        return GeminiRequestWriter.write(chat, model, false, ThinkingBudgets.STANDARD, new Drops());
    }
}
