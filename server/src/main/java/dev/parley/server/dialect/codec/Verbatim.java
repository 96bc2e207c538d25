package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/** JSON text of the contract that is passed on as it is, once it is seen to be one JSON object and nothing more. */
public final class Verbatim {
    private Verbatim() {}

    /** {@code path} is where the contract has it. */
    public static void write(JsonWriter out, String json, String path) {
        check(json, path);
        out.raw(json);
    }

    /** Fails if it is anything else; {@code path} is where the contract has it. */
    public static void check(String json, String path) {
        if (!isObject(json)) {
            throw new JsonException(path, "Invalid value for '%s': no JSON object.".formatted(path));
        }
    }

    /** Whether this text is one JSON object and nothing more. */
    public static boolean isObject(String json) {
        try {
            JsonReader in = JsonReader.of(json);
            boolean object = in.type() == JsonReader.Type.OBJECT;
            in.skip();
            in.end();
            return object;
        } catch (JsonException e) {
            return false;
        }
    }
}
