package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of one JSON object that the contract does not model, each value as it stood (COM-05, E-OTH-4). */
final class Extras {
    /** {@code Extension.dialect} of this dialect. */
    static final String DIALECT = "openai";

    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Keeps the value that stands next. */
    void keep(String name, JsonReader in) {
        keepRaw(name, in.raw());
    }

    void keep(String name, String text) {
        keepRaw(name, new String(JsonWriter.document(out -> out.value(text)), StandardCharsets.UTF_8));
    }

    /** Keeps a value that is JSON already. */
    void keepRaw(String name, String json) {
        fields.put(name, json);
    }

    /** Keeps what an inner object held beside its modelled fields. */
    void keep(String name, Extras inner) {
        if (!inner.isEmpty()) {
            keepRaw(name, inner.json());
        }
    }

    /** Keeps all that another has; of a field in both, the other's. */
    void keepAll(Extras more) {
        fields.putAll(more.fields);
    }

    void forget(String name) {
        fields.remove(name);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The fields as one JSON object. */
    String json() {
        return new String(JsonWriter.document(this::write), StandardCharsets.UTF_8);
    }

    /** Hands over one extension, or none if nothing was kept. */
    void addTo(Consumer<Extension> extensions) {
        if (!fields.isEmpty()) {
            extensions.accept(extension(json()));
        }
    }

    /** This JSON object as an extension of this dialect. */
    static Extension extension(String json) {
        return Extension.newBuilder().setDialect(DIALECT).setJson(json).build();
    }

    private void write(JsonWriter out) {
        out.beginObject();
        fields.forEach((name, value) -> out.name(name).raw(value));
        out.endObject();
    }
}
