package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of one small object as they stand, to be taken out one by one. What is left is not modelled. */
final class RawFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private RawFields() {}

    /** Reads the object that stands next. */
    static RawFields read(JsonReader in) {
        RawFields object = new RawFields();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            object.fields.put(name, in.raw());
        }
        return object;
    }

    /** The text of this field; empty if it is none. */
    String text(String name) {
        String json = json(name);
        return json.startsWith("\"") ? JsonReader.of(json).string() : "";
    }

    /** The field's JSON; empty if there is none. */
    String json(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Takes the field out if it is a text that says something; otherwise empty. */
    String takeText(String name) {
        String text = text(name);
        if (!text.isEmpty()) {
            fields.remove(name);
        }
        return text;
    }

    /** Takes the field's JSON out; empty if there is none. */
    String take(String name) {
        String json = json(name);
        fields.remove(name);
        return json;
    }

    /** Sets a field. */
    void put(String name, String json) {
        fields.put(name, json);
    }

    /** What is left, as one JSON object. */
    String json() {
        return rest().json();
    }

    /** Hands over what is left as an extension, unless nothing is. */
    void addTo(Consumer<Extension> extensions) {
        rest().addTo(ClaudeDialect.NAME, extensions);
    }

    private Extras rest() {
        Extras rest = new Extras();
        fields.forEach(rest::keepRaw);
        return rest;
    }
}
