package dev.parley.server.tool;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** A call's arguments as a JSON object, whatever form the model gave them (TOOL-04). */
final class WrittenArguments {
    static final String NONE = "{}";

    private WrittenArguments() {}

    /** Reads the value that stands next. An object stays as it is written, byte for byte. */
    static String read(JsonReader in) {
        return switch (in.type()) {
            case OBJECT -> in.raw();
            case STRING -> of(in.string());
            case NULL -> {
                in.skip();
                yield NONE;
            }
            case ARRAY, NUMBER, BOOLEAN -> raw(in.raw());
        };
    }

    /** A text: that of a JSON object, or any other, which becomes the object's only field. */
    static String of(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        return isObject(text) ? text.strip() : raw(text);
    }

    private static boolean isObject(String text) {
        try {
            JsonReader in = JsonReader.of(text);
            boolean object = in.type() == JsonReader.Type.OBJECT;
            in.skip();
            in.end();
            return object;
        } catch (JsonException e) {
            return false;
        }
    }

    private static String raw(String text) {
        byte[] json =
                JsonWriter.document(out -> out.beginObject().field("_raw", text).endObject());
        return new String(json, StandardCharsets.UTF_8);
    }
}
