package dev.parley.server.dialect.openai;

import dev.parley.server.json.JsonException;
import org.jspecify.annotations.Nullable;

/** Failures of a request that is JSON of the right types, in OpenAI's words. */
final class Faults {
    private Faults() {}

    static <V> V require(@Nullable V value, String path) {
        if (value == null) {
            throw missing(path);
        }
        return value;
    }

    static String requireText(String value, String path) {
        return require(value.isEmpty() ? null : value, path);
    }

    static JsonException missing(String path) {
        return new JsonException(path, "Missing required parameter: '%s'.".formatted(path));
    }

    static JsonException invalid(String path, String found, String expected) {
        return new JsonException(path, "Invalid value for '%s': %s (expected: %s).".formatted(path, found, expected));
    }
}
