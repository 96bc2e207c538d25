package dev.parley.server.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain values, to compare documents by. A field that is null counts as absent; 1.0 equals 1. */
public final class JsonValues {
    private JsonValues() {}

    public static @Nullable Object of(byte[] utf8) {
        JsonReader in = JsonReader.of(utf8);
        Object value = value(in);
        in.end();
        return value;
    }

    public static @Nullable Object of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Object value(JsonReader in) {
        return switch (in.type()) {
            case OBJECT -> object(in);
            case ARRAY -> list(in);
            case STRING -> in.string();
            case NUMBER -> new BigDecimal(in.raw()).stripTrailingZeros();
            case BOOLEAN -> in.bool();
            case NULL -> null;
        };
    }

    private static Map<String, Object> object(JsonReader in) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            Object value = value(in);
            if (value != null) {
                object.put(name, value);
            }
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonReader in) {
        List<@Nullable Object> list = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            list.add(value(in));
        }
        return list;
    }
}
