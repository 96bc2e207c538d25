package dev.parley.server.store;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object whose values are JSON text: what is not known stays, byte for byte and where it stood. */
final class RawObject {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** The fields of an object; none of what is no object. */
    static RawObject of(@Nullable String json) {
        RawObject object = new RawObject();
        if (json == null) {
            return object;
        }
        JsonReader in = JsonReader.of(json);
        if (in.type() == JsonReader.Type.OBJECT) {
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                object.fields.put(name, in.raw());
            }
        }
        return object;
    }

    /** The elements of a list; none of what is no list. */
    static List<String> elements(@Nullable String json) {
        List<String> elements = new ArrayList<>();
        if (json == null) {
            return elements;
        }
        JsonReader in = JsonReader.of(json);
        if (in.type() == JsonReader.Type.ARRAY) {
            in.beginArray();
            while (in.nextElement()) {
                elements.add(in.raw());
            }
        }
        return elements;
    }

    /** A value's JSON text; null if there is none. */
    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    RawObject set(String name, String json) {
        fields.put(name, json);
        return this;
    }

    /** Sets a text; an empty one only where there is such a field already. */
    RawObject text(String name, String text) {
        return text.isEmpty() && !fields.containsKey(name) ? this : set(name, quoted(text));
    }

    RawObject remove(String name) {
        fields.remove(name);
        return this;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    static String quoted(String text) {
        return new String(JsonWriter.document(out -> out.value(text)), StandardCharsets.UTF_8);
    }

    /** Without any blank that is not inside a value. */
    String compact() {
        return joined("{", ":", ",", "}");
    }

    /** A line for each field. */
    String lines() {
        return joined("{\n  ", ": ", ",\n  ", "\n}\n");
    }

    private String joined(String begin, String colon, String comma, String end) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + colon + field.getValue())
                .collect(Collectors.joining(comma, begin, end));
    }
}
