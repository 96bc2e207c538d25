package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.StableId;
import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What callers call the tools of one request. A tool of a namespace is a function of its own in the contract, whose
 * name begins with the namespace's.
 */
final class ToolNames {
    private static final String SEPARATOR = "__";
    private static final int LENGTH_MAX = 64;
    private static final int KEPT = 31;
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");

    private final Map<String, Name> names = new HashMap<>();
    private final Map<String, Boolean> customs = new HashMap<>();

    /**
     * A tool as its caller knows it.
     *
     * @param namespace empty if it is in none
     */
    record Name(String namespace, String name) {
        /** The mark that keeps it, on a tool or on a call. */
        Extension mark() {
            Extras fields = new Extras();
            fields.keep("namespace", namespace);
            fields.keep("name", name);
            return Extras.extension(ResponsesDialect.NAME + Drops.FORM, fields.json());
        }

        /** What a model calls it. */
        String flat() {
            String prefix = namespace.endsWith(SEPARATOR) ? namespace : namespace + SEPARATOR;
            String legal = ILLEGAL.matcher(prefix + name).replaceAll("_");
            return legal.length() <= LENGTH_MAX ? legal : StableId.of(legal.substring(0, KEPT) + '_', prefix + name);
        }
    }

    ToolNames(List<Tool> tools) {
        for (Tool tool : tools) {
            String flat = tool.getFunction().getName();
            names.put(flat, of(tool.getExtensionsList(), new Name("", flat)));
            customs.put(flat, Form.CUSTOM.in(tool.getExtensionsList()));
        }
    }

    /** The name that these extensions keep, else the one that is given. */
    static Name of(List<Extension> extensions, Name otherwise) {
        for (Extension extension : extensions) {
            if (extension.getDialect().equals(ResponsesDialect.NAME + Drops.FORM)) {
                String namespace = JsonReader.of(extension.getJson()).peek("namespace");
                if (!namespace.isEmpty()) {
                    return new Name(
                            namespace, JsonReader.of(extension.getJson()).peek("name"));
                }
            }
        }
        return otherwise;
    }

    /** The tool that a model calls so. */
    Name named(String flat) {
        Name name = names.get(flat);
        return name == null ? new Name("", flat) : name;
    }

    /** Whether the tool that a model calls so is a custom one. */
    boolean custom(String flat) {
        return customs.getOrDefault(flat, false);
    }
}
