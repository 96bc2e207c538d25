package dev.parley.server.provider.gemini;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.Set;
import java.util.function.Predicate;

/** The question for a prompt's size, and its answer. */
final class CountTokens {
    /** What Vertex AI takes of a request. */
    private static final Set<String> VERTEX = Set.of("contents", "systemInstruction", "tools", "generationConfig");

    private CountTokens() {}

    /** The question of the public API, which wraps a whole request. */
    static byte[] ask(byte[] request, String model) {
        return JsonWriter.document(out -> {
            out.beginObject().name("generateContentRequest").beginObject();
            out.field("model", "models/" + model);
            copy(request, out, field -> true);
            out.endObject().endObject();
        });
    }

    /** Vertex AI's, which has no place for some of it. */
    static byte[] askVertex(byte[] request) {
        return JsonWriter.document(out -> {
            out.beginObject();
            copy(request, out, VERTEX::contains);
            out.endObject();
        });
    }

    /** @throws dev.parley.server.error.ChatException the answer tells no size */
    static long read(byte[] body) {
        long tokens = -1;
        try {
            JsonReader in = JsonReader.of(body);
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                if (field.equals("totalTokens")) {
                    tokens = in.integer();
                } else {
                    in.skip();
                }
            }
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        if (tokens < 0) {
            throw BadAnswer.malformed("'totalTokens' is missing");
        }
        return tokens;
    }

    private static void copy(byte[] request, JsonWriter out, Predicate<String> wanted) {
        JsonReader in = JsonReader.of(request);
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            String value = in.raw();
            if (wanted.test(field)) {
                out.name(field).raw(value);
            }
        }
    }
}
