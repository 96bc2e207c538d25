package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one JSON object: the modelled fields as they are named, then those fields of its dialect's extensions that no
 * modelled one took. The counterpart of {@link Extras}.
 */
public final class MergedObject {
    private final JsonWriter out;
    private final String dialect;
    private final Map<String, String> extras = new LinkedHashMap<>();

    private MergedObject(JsonWriter out, String dialect) {
        this.out = out;
        this.dialect = dialect;
        out.beginObject();
    }

    /** Begins an object of {@code dialect}; extensions of other dialects are left out. */
    public static MergedObject begin(JsonWriter out, String dialect, List<Extension> extensions) {
        MergedObject object = new MergedObject(out, dialect);
        object.add(extensions);
        return object;
    }

    /** Adds the fields of more extensions. */
    public void add(List<Extension> extensions) {
        for (Extension extension : extensions) {
            if (extension.getDialect().equals(dialect)) {
                add(extension.getJson());
            }
        }
    }

    /** Names a modelled field, whose value must be written next. */
    public JsonWriter name(String name) {
        extras.remove(name);
        return out.name(name);
    }

    /** Writes a text that is empty when not set. */
    public void text(String name, String text) {
        if (!text.isEmpty()) {
            name(name).value(text);
        }
    }

    /** Begins a field that is an object, merged with the extension's object of that name. */
    public MergedObject inner(String name) {
        return inner(name, name);
    }

    /** The same, merged with the extension's object of another name. */
    public MergedObject inner(String name, String extra) {
        String json = extras.remove(extra);
        name(name);
        MergedObject object = new MergedObject(out, dialect);
        object.add(json == null || !json.startsWith("{") ? "" : json);
        return object;
    }

    /** Keeps an extension's field from being written. */
    public void omit(String name) {
        extras.remove(name);
    }

    /** Whether an extension has this field, and no modelled one took it so far. */
    public boolean hasExtra(String name) {
        return extras.containsKey(name);
    }

    /** Whether an extension has fields that no modelled one took so far. */
    public boolean hasExtras() {
        return !extras.isEmpty();
    }

    /** Writes the extensions' remaining fields and ends the object. */
    public void end() {
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
