package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of one JSON object that the contract does not model, each value as it stood (COM-05, E-OTH-4). */
public final class Extras {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Keeps the value that stands next. */
    public void keep(String name, JsonReader in) {
        keepRaw(name, in.raw());
    }

    /** Keeps a text. */
    public void keep(String name, String text) {
        keepRaw(name, quoted(text));
    }

    /** Keeps a value that is JSON already. */
    public void keepRaw(String name, String json) {
        fields.put(name, json);
    }

    /** Keeps what an inner object held beside its modelled fields. */
    public void keep(String name, Extras inner) {
        if (!inner.isEmpty()) {
            keepRaw(name, inner.json());
        }
    }

    /** Keeps all that another has; of a field in both, the other's. */
    public void keepAll(Extras more) {
        fields.putAll(more.fields);
    }

    /** These fields but for those that the other has with the same value. */
    public Extras without(Extras other) {
        Extras rest = new Extras();
        fields.forEach((name, json) -> {
            if (!json.equals(other.fields.get(name))) {
                rest.fields.put(name, json);
            }
        });
        return rest;
    }

    /** Keeps this field no longer; its text, empty if it was none. */
    public String takeText(String name) {
        String json = fields.getOrDefault(name, "");
        if (!json.startsWith("\"")) {
            return "";
        }
        fields.remove(name);
        return JsonReader.of(json).string();
    }

    /** Keeps this field no longer. */
    public void forget(String name) {
        fields.remove(name);
    }

    /** Whether nothing was kept. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The fields as one JSON object. */
    public String json() {
        return new String(JsonWriter.document(this::write), StandardCharsets.UTF_8);
    }

    /** Hands over one extension of this dialect, or none if nothing was kept. */
    public void addTo(String dialect, Consumer<Extension> extensions) {
        if (!fields.isEmpty()) {
            extensions.accept(extension(dialect, json()));
        }
    }

    /** The text as JSON. */
    public static String quoted(String text) {
        return new String(JsonWriter.document(out -> out.value(text)), StandardCharsets.UTF_8);
    }

    /** This JSON object as an extension of this dialect. */
    public static Extension extension(String dialect, String json) {
        return Extension.newBuilder().setDialect(dialect).setJson(json).build();
    }

    private void write(JsonWriter out) {
        out.beginObject();
        fields.forEach((name, value) -> out.name(name).raw(value));
        out.endObject();
    }
}
