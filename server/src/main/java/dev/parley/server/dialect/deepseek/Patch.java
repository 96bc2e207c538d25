package dev.parley.server.dialect.deepseek;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of the answer.
 *
 * @param path what it changes; null: what the one before did
 * @param operation how; empty: it appends
 * @param value JSON as it stood; null if it has none
 * @param failure the failure that it tells instead, JSON as it stood; null for none
 */
record Patch(
        @Nullable String path,
        String operation,
        @Nullable String value,
        @Nullable String failure) {
    static final String APPEND = "APPEND";
    static final String SET = "SET";
    static final String BATCH = "BATCH";

    /** @throws dev.parley.server.json.JsonException if no object stands next */
    static Patch read(JsonReader in) {
        String path = null;
        String operation = "";
        String value = null;
        String error = null;
        boolean refused = false;
        String json = in.raw();
        JsonReader fields = JsonReader.of(json);
        for (String field = fields.beginObject(); field != null; field = fields.nextField()) {
            switch (field) {
                case "p" -> path = Lenient.text(fields);
                case "o" -> operation = Lenient.text(fields);
                case "v" -> value = fields.raw();
                case "error" -> error = fields.isNull() ? skipped(fields) : fields.raw();
                case "code" -> refused = !fields.raw().equals("0");
                default -> fields.skip();
            }
        }
        String failure = error == null && refused && value == null ? json : error;
        return new Patch(path, operation.isEmpty() ? APPEND : operation, value, failure);
    }

    /** What stands next in the value. */
    JsonReader reader() {
        return JsonReader.of(Objects.requireNonNull(value));
    }

    private static @Nullable String skipped(JsonReader in) {
        in.skip();
        return null;
    }
}
