package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one JSON object: the modelled fields as they are named, then those fields of this dialect's extensions that no
 * modelled one took. The counterpart of {@link Extras}.
 */
final class MergedObject {
    private final JsonWriter out;
    private final Map<String, String> extras = new LinkedHashMap<>();

    private MergedObject(JsonWriter out) {
        this.out = out;
        out.beginObject();
    }

    static MergedObject begin(JsonWriter out, List<Extension> extensions) {
        MergedObject object = new MergedObject(out);
        object.add(extensions);
        return object;
    }

    /** Adds the fields of more extensions. */
    void add(List<Extension> extensions) {
        for (Extension extension : extensions) {
            if (extension.getDialect().equals(Extras.DIALECT)) {
                add(extension.getJson());
            }
        }
    }

    /** Names a modelled field, whose value must be written next. */
    JsonWriter name(String name) {
        extras.remove(name);
        return out.name(name);
    }

    /** Writes a text that is empty when not set. */
    void text(String name, String text) {
        if (!text.isEmpty()) {
            name(name).value(text);
        }
    }

    /** Begins a field that is an object, merged with the extension's object of that name. */
    MergedObject inner(String name) {
        String json = extras.get(name);
        name(name);
        MergedObject object = new MergedObject(out);
        object.add(json == null || !json.startsWith("{") ? "" : json);
        return object;
    }

    /** Keeps an extension's field from being written. */
    void omit(String name) {
        extras.remove(name);
    }

    boolean hasExtra(String name) {
        return extras.containsKey(name);
    }

    boolean hasExtras() {
        return !extras.isEmpty();
    }

    void end() {
        extras.forEach((name, json) -> out.name(name).raw(json));
        out.endObject();
    }

    private void add(String json) {
        if (!json.isEmpty()) {
            JsonReader in = JsonReader.of(json);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                extras.put(name, in.raw());
            }
            in.end();
        }
    }
}
