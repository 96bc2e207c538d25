package dev.parley.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The schema language of generateContent, which is OpenAPI's and less than JSON Schema. */
final class GeminiSchemas {
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");

    private static final Map<String, Set<String>> FORMATS = Map.of(
            "string", Set.of("enum", "date-time"),
            "number", Set.of("float", "double"),
            "integer", Set.of("int32", "int64"));

    private static final Set<String> WORDS = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "anyOf",
            "propertyOrdering",
            "items",
            "minimum",
            "maximum");

    private GeminiSchemas() {}

    static void check(Node schema) {
        schema.require(schema.isObject(), "must be an object");
        for (Object word : schema.fields()) {
            schema.require(
                    WORDS.contains(String.valueOf(word)),
                    "Invalid JSON payload received. Unknown name \"" + word + "\": Cannot find field.");
        }
        String type = schema.text("type").toLowerCase(Locale.ROOT);
        schema.at("type").require(TYPES.contains(type) || schema.has("anyOf"), "must be specified");
        format(schema.at("format"), type);
        for (Node choice : schema.at("enum").items()) {
            choice.require(!choice.text().isEmpty(), "cannot be empty, and must be a string");
        }
        if (type.equals("array")) {
            schema.at("items").require(schema.has("items"), "missing field.");
        }
        inside(schema);
    }

    private static void format(Node format, String type) {
        boolean known =
                format.value() == null || FORMATS.getOrDefault(type, Set.of()).contains(format.text());
        format.require(known, "format '" + format.text() + "' is not supported for " + type);
    }

    private static void inside(Node schema) {
        Node properties = schema.at("properties");
        properties.fields().forEach(name -> check(properties.at(String.valueOf(name))));
        for (Node name : schema.at("required").items()) {
            name.require(properties.fields().contains(name.text()), "property is not defined");
        }
        if (schema.has("items")) {
            check(schema.at("items"));
        }
        schema.at("anyOf").items().forEach(GeminiSchemas::check);
    }
}
