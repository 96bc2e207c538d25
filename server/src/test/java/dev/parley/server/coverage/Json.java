package dev.parley.server.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of requests, put together from pieces. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** An object with another's fields in their place; objects in both are merged, null takes a field away. */
    static Map<String, Object> merge(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> merged = new LinkedHashMap<>(one);
        other.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map && merged.get(name) instanceof Map) {
                merged.put(name, merge(object(merged.get(name)), object(value)));
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    @SuppressWarnings("unchecked") // The names of JSON objects are texts.
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
