package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonException;
import org.jspecify.annotations.Nullable;

/** Failures of a request that is JSON of the right types, in the words of all dialects. */
public final class Faults {
    private Faults() {}

    /** The value; fails if it is null. */
    public static <V> V require(@Nullable V value, String path) {
        if (value == null) {
            throw missing(path);
        }
        return value;
    }

    /** The text; fails if it is empty. */
    public static String requireText(String value, String path) {
        return require(value.isEmpty() ? null : value, path);
    }

    /** A required field is not there. */
    public static JsonException missing(String path) {
        return new JsonException(path, "Missing required parameter: '%s'.".formatted(path));
    }

    /** A field has a value that is not allowed; {@code expected} says which are. */
    public static JsonException invalid(String path, String found, String expected) {
        return new JsonException(path, "Invalid value for '%s': %s (expected: %s).".formatted(path, found, expected));
    }
}
