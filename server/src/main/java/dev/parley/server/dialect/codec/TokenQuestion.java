package dev.parley.server.dialect.codec;

import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.Set;

/** How long a prompt is: what hosts are asked, and what they answer. */
public final class TokenQuestion {
    private TokenQuestion() {}

    /** A request with these fields alone, for hosts that refuse any other in this question. */
    public static byte[] of(byte[] request, Set<String> fields) {
        JsonReader in = JsonReader.of(request);
        return JsonWriter.document(out -> {
            out.beginObject();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (fields.contains(name)) {
                    out.name(name).raw(in.raw());
                } else {
                    in.skip();
                }
            }
            out.endObject();
        });
    }

    /**
     * The tokens that this field of an answer tells.
     *
     * @throws dev.parley.server.error.ChatException the answer does not tell
     */
    public static long answer(byte[] answer, String field) {
        try {
            JsonReader in = JsonReader.of(answer);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals(field)) {
                    return (long) in.number();
                }
                in.skip();
            }
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        throw BadAnswer.malformed("it has no " + field + '.');
    }
}
