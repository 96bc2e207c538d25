package dev.parley.server.tool;

import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JSON Schema says plainly about types.
 *
 * @param type the only type allowed; empty if there are several, or it is said in another way
 * @param properties of an object
 * @param nested of a list's items; empty or one
 */
record SchemaTypes(String type, Map<String, SchemaTypes> properties, Map<String, SchemaTypes> nested) {
    private static final SchemaTypes ANY = new SchemaTypes("", Map.of(), Map.of());
    private static final String ITEMS = "items";

    /** Reads the schema that stands next. */
    static SchemaTypes read(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return ANY;
        }
        String type = "";
        Map<String, SchemaTypes> properties = new HashMap<>();
        Map<String, SchemaTypes> nested = new HashMap<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("type") && in.type() == JsonReader.Type.STRING) {
                type = in.string();
            } else if (name.equals("properties") && in.type() == JsonReader.Type.OBJECT) {
                for (String property = in.beginObject(); property != null; property = in.nextField()) {
                    properties.put(property, read(in));
                }
            } else if (name.equals(ITEMS)) {
                nested.put(ITEMS, read(in));
            } else {
                in.skip();
            }
        }
        return new SchemaTypes(type, properties, nested);
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    SchemaTypes property(String name) {
        return properties.getOrDefault(name, ANY);
    }

    SchemaTypes items() {
        return nested.getOrDefault(ITEMS, ANY);
    }
}
