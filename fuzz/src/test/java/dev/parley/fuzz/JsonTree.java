package dev.parley.fuzz;

import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON to compare: the order of fields says nothing, and numbers are their texts. */
public final class JsonTree {
    private JsonTree() {}

    /** The tree of one document. */
    public static Object of(byte[] json) {
        JsonReader in = JsonReader.of(json);
        Object value = value(in);
        in.end();
        return value;
    }

    private static Object value(JsonReader in) {
        return switch (in.type()) {
            case OBJECT -> object(in);
            case ARRAY -> list(in);
            case STRING -> in.string();
            case NUMBER, BOOLEAN, NULL -> List.of(in.raw());
        };
    }

    private static Map<String, Object> object(JsonReader in) {
        Map<String, Object> fields = new HashMap<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            fields.put(name, value(in));
        }
        return fields;
    }

    private static List<Object> list(JsonReader in) {
        List<Object> elements = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            elements.add(value(in));
        }
        return elements;
    }
}
