package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A value of a request's JSON and its place.
 *
 * @param path such as {@code messages.0.content}; empty for the whole
 */
record Node(String path, @Nullable Object value) {
    /** Schemas may be nested deeply. */
    private static final int DEPTH = 200;

    /** JSON is YAML, and the parser is at hand. */
    static Node parse(String json) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH);
        return new Node("", new Yaml(new SafeConstructor(options)).load(json));
    }

    Node at(String field) {
        return new Node(inside(field), value instanceof Map<?, ?> map ? map.get(field) : null);
    }

    /** The same value under a name that the host puts into its messages. */
    Node named(String word) {
        return new Node(inside(word), value);
    }

    boolean has(String field) {
        return at(field).value != null;
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isList() {
        return value instanceof List;
    }

    /** Names of an object's fields. */
    Set<?> fields() {
        return value instanceof Map<?, ?> map ? map.keySet() : Set.of();
    }

    /** Items of a list; none of anything else. */
    List<Node> items() {
        List<Node> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                items.add(new Node(inside(Integer.toString(items.size())), item));
            }
        }
        return items;
    }

    /** A string, which is empty if there is none. */
    String text() {
        return value instanceof String text ? text : "";
    }

    String text(String field) {
        return at(field).text();
    }

    /** Refuses the request at this place unless all is fine. */
    void require(boolean fine, String message) {
        Refusal.unless(fine, path + ": " + message);
    }

    /** Refuses fields that are not among these. */
    void permit(Set<String> known) {
        for (Object field : fields()) {
            new Node(inside(String.valueOf(field)), null)
                    .require(known.contains(String.valueOf(field)), "Extra inputs are not permitted");
        }
    }

    private String inside(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
