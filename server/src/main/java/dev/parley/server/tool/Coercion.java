package dev.parley.server.tool;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Fits arguments to their schema where nothing can go wrong (TOOL-13): a numeric text to a number, "true" and "false"
 * to booleans, one value to a list of it. Nothing else is touched, and nothing is added.
 */
final class Coercion {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");

    private Coercion() {}

    /** The arguments, a JSON object, as this JSON Schema wants them; unchanged if either cannot be read. */
    static String fit(String arguments, String schemaJson) {
        try {
            SchemaTypes schema = SchemaTypes.read(JsonReader.of(schemaJson));
            byte[] fitted = JsonWriter.document(out -> write(JsonReader.of(arguments), schema, out));
            return new String(fitted, StandardCharsets.UTF_8);
        } catch (JsonException e) {
            return arguments;
        }
    }

    private static void write(JsonReader in, SchemaTypes schema, JsonWriter out) {
        switch (in.type()) {
            case OBJECT -> object(in, schema, out);
            case ARRAY -> list(in, schema, out);
            case STRING, NUMBER, BOOLEAN -> {
                boolean wrapped = schema.is("array");
                if (wrapped) {
                    out.beginArray();
                }
                scalar(in, wrapped ? schema.items() : schema, out);
                if (wrapped) {
                    out.endArray();
                }
            }
            case NULL -> out.raw(in.raw());
        }
    }

    private static void object(JsonReader in, SchemaTypes schema, JsonWriter out) {
        out.beginObject();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            out.name(name);
            write(in, schema.property(name), out);
        }
        out.endObject();
    }

    private static void list(JsonReader in, SchemaTypes schema, JsonWriter out) {
        out.beginArray();
        in.beginArray();
        while (in.nextElement()) {
            write(in, schema.items(), out);
        }
        out.endArray();
    }

    private static void scalar(JsonReader in, SchemaTypes schema, JsonWriter out) {
        if (in.type() != JsonReader.Type.STRING) {
            out.raw(in.raw());
            return;
        }
        String text = in.string();
        boolean bare = schema.is("integer") && INTEGER.matcher(text).matches()
                || schema.is("number") && NUMBER.matcher(text).matches()
                || schema.is("boolean") && BOOLEAN.matcher(text).matches();
        if (bare) {
            out.raw(text);
        } else {
            out.value(text);
        }
    }
}
