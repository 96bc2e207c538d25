package dev.parley.server.dialect.gemini;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that can be looked around in. What is neither object nor list stays as it stood. */
sealed interface JsonTree {
    /** An object, its fields in order. */
    record Obj(Map<String, JsonTree> fields) implements JsonTree {
        @Nullable
        JsonTree get(String name) {
            return fields.get(name);
        }

        /** The text of this field; empty if it is none. */
        String text(String name) {
            return fields.get(name) instanceof Leaf leaf ? leaf.text() : "";
        }
    }

    /** A list. */
    record Arr(List<JsonTree> items) implements JsonTree {}

    /** A string, number, true, false or null. */
    record Leaf(String json) implements JsonTree {
        boolean isText() {
            return json.startsWith("\"");
        }

        boolean isNull() {
            return json.equals("null");
        }

        /** The string; empty if it is none. */
        String text() {
            return isText() ? JsonReader.of(json).string() : "";
        }
    }

    /** Reads the value that stands next. */
    static JsonTree read(JsonReader in) {
        return switch (in.type()) {
            case OBJECT -> {
                Map<String, JsonTree> fields = new LinkedHashMap<>();
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    fields.put(name, read(in));
                }
                yield new Obj(fields);
            }
            case ARRAY -> {
                List<JsonTree> items = new ArrayList<>();
                in.beginArray();
                while (in.nextElement()) {
                    items.add(read(in));
                }
                yield new Arr(items);
            }
            case STRING, NUMBER, BOOLEAN, NULL -> new Leaf(in.raw());
        };
    }

    /** A string. */
    static Leaf text(String text) {
        return new Leaf(new String(JsonWriter.document(out -> out.value(text)), StandardCharsets.UTF_8));
    }

    /** How many values it is made of. */
    default int size() {
        return switch (this) {
            case Obj object ->
                1 + object.fields.values().stream().mapToInt(JsonTree::size).sum();
            case Arr list -> 1 + list.items.stream().mapToInt(JsonTree::size).sum();
            case Leaf leaf -> 1;
        };
    }

    /** Writes the value. */
    default void write(JsonWriter out) {
        switch (this) {
            case Obj object -> {
                out.beginObject();
                object.fields.forEach((name, value) -> {
                    out.name(name);
                    value.write(out);
                });
                out.endObject();
            }
            case Arr list -> {
                out.beginArray();
                list.items.forEach(item -> item.write(out));
                out.endArray();
            }
            case Leaf leaf -> out.raw(leaf.json);
        }
    }
}
