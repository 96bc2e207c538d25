package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of one object as they stand, to be taken out one by one. What is left is not modelled. */
final class RawFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Reads the object that stands next. */
    static RawFields read(JsonReader in) {
        RawFields object = new RawFields();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            object.fields.put(name, in.raw());
        }
        return object;
    }

    /** Reads a document that is an object. */
    static RawFields of(String json) {
        return read(JsonReader.of(json));
    }

    /** The fields of this dialect's extensions. */
    static RawFields of(List<Extension> extensions) {
        RawFields object = new RawFields();
        for (Extension extension : extensions) {
            if (extension.getDialect().equals(ClaudeDialect.NAME)) {
                object.putAll(of(extension.getJson()));
            }
        }
        return object;
    }

    Map<String, String> asMap() {
        return fields;
    }

    /** The field's JSON; empty if there is none. */
    String json(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The text of this field; empty if it is none. */
    String text(String name) {
        return string(json(name));
    }

    /** Takes the field's JSON out; empty if there is none. */
    String take(String name) {
        String json = json(name);
        fields.remove(name);
        return json;
    }

    /** Takes the field out if it is a text that says something; otherwise empty. */
    String takeText(String name) {
        return text(name).isEmpty() ? "" : cut(name);
    }

    /** Takes the field out whatever it is; its text, empty if it is none. */
    String cut(String name) {
        return string(take(name));
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    void put(String name, String json) {
        fields.put(name, json);
    }

    void putAll(RawFields more) {
        fields.putAll(more.fields);
    }

    /** Adds to a field: texts are joined, anything else is replaced. */
    void append(String name, String json) {
        boolean texts = json.startsWith("\"") && json(name).startsWith("\"");
        fields.merge(name, json, (a, b) -> texts ? a.substring(0, a.length() - 1) + b.substring(1) : b);
    }

    /** What is left, as one JSON object. */
    String json() {
        return rest().json();
    }

    /** Hands over what is left as an extension, unless nothing is. */
    void addTo(Consumer<Extension> extensions) {
        rest().addTo(ClaudeDialect.NAME, extensions);
    }

    private static String string(String json) {
        return json.startsWith("\"") ? JsonReader.of(json).string() : "";
    }

    private Extras rest() {
        Extras rest = new Extras();
        fields.forEach(rest::keepRaw);
        return rest;
    }
}
