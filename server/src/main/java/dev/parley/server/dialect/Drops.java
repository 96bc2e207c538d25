package dev.parley.server.dialect;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the request paths that a provider could not express, such as {@code sampling.top_k} (COM-06). */
public final class Drops {
    /**
     * Suffix of a dialect's name in an {@code Extension} that tells only which of two equal spellings a caller chose.
     * Losing it is no loss.
     */
    public static final String FORM = ".form";

    /**
     * Suffix of a dialect's name in an {@code Extension} that holds headers of the caller's request. They only say how
     * to read fields, whose own loss is reported, so losing them is no loss.
     */
    public static final String HEADERS = ".headers";

    private static final int NAMED_MAX = 50;

    private final Set<String> paths = new LinkedHashSet<>();

    public void add(String path) {
        paths.add(path);
    }

    /**
     * Adds the fields of those of these that are another dialect's than the one that is written, each by its name, as
     * in {@code path.extensions.service_tier}.
     */
    public void foreign(List<Extension> extensions, String dialect, String path) {
        for (Extension extension : extensions) {
            String maker = extension.getDialect();
            if (!maker.equals(dialect) && !maker.endsWith(FORM) && !maker.endsWith(HEADERS)) {
                fields(extension, path.isEmpty() ? "extensions" : path + ".extensions");
            }
        }
    }

    /** What is no object, or has more fields than anybody would read, is added as a whole. */
    private void fields(Extension extension, String path) {
        List<String> names = new ArrayList<>();
        try {
            JsonReader in = JsonReader.of(extension.getJson());
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                names.add(name);
                in.skip();
            }
        } catch (JsonException e) {
            names.clear();
        }
        if (names.isEmpty() || names.size() > NAMED_MAX) {
            add(path);
        } else {
            names.forEach(name -> add(path + '.' + name));
        }
    }

    /** Adds every field that is set and not among those that are taken. */
    public void others(Message message, Set<String> taken, String prefix) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (!taken.contains(field.getName())) {
                add(prefix + field.getName());
            }
        }
    }

    /** In the order they were dropped, each once. */
    public List<String> paths() {
        return List.copyOf(paths);
    }
}
