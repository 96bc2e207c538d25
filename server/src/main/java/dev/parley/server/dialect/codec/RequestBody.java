package dev.parley.server.dialect.codec;

import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A caller's request body: one JSON document. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Reads the document and builds the request from it.
     *
     * @param body UTF-8
     * @param fields reads the document's value
     * @param build makes the request once the document was read to its end
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code messages[2].content}, if either
     *     threw a {@link JsonException} or the body is no JSON document
     */
    public static <R> R read(byte[] body, Consumer<JsonReader> fields, Supplier<R> build) {
        try {
            JsonReader in = JsonReader.of(body);
            fields.accept(in);
            in.end();
            return build.get();
        } catch (JsonException e) {
            throw ChatException.invalid(e.path(), e.getMessage());
        }
    }
}
