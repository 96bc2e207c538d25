package dev.parley.server.dialect.responses;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * The free text that a custom tool takes, as the arguments of a function with one text: so that models of hosts that
 * know functions alone can call it too.
 */
final class CustomInput {
    /** The schema of that function. */
    static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}";

    private static final String FIELD = "input";

    private CustomInput() {}

    /** The arguments that hold this text. */
    static String wrap(String input) {
        byte[] json =
                JsonWriter.document(out -> out.beginObject().field(FIELD, input).endObject());
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The text in these arguments; they themselves if a model wrote them in another way. */
    static String unwrap(String arguments) {
        try {
            return find(arguments);
        } catch (JsonException e) {
            return arguments;
        }
    }

    private static String find(String arguments) {
        JsonReader in = JsonReader.of(arguments);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(FIELD) && in.type() == JsonReader.Type.STRING) {
                return in.string();
            }
            in.skip();
        }
        return arguments;
    }
}
