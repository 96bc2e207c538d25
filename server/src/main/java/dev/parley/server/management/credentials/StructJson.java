package dev.parley.server.management.credentials;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A Struct as JSON text: the same text for the same content, whatever the order of its fields. */
final class StructJson {
    private StructJson() {}

    static String of(Struct struct) {
        return new String(JsonWriter.document(out -> write(struct, out)), StandardCharsets.UTF_8);
    }

    private static void write(Struct struct, JsonWriter out) {
        out.beginObject();
        for (Map.Entry<String, Value> field : new TreeMap<>(struct.getFieldsMap()).entrySet()) {
            out.name(field.getKey());
            write(field.getValue(), out);
        }
        out.endObject();
    }

    private static void write(Value value, JsonWriter out) {
        switch (value.getKindCase()) {
            case NUMBER_VALUE -> out.value(value.getNumberValue());
            case STRING_VALUE -> out.value(value.getStringValue());
            case BOOL_VALUE -> out.value(value.getBoolValue());
            case STRUCT_VALUE -> write(value.getStructValue(), out);
            case LIST_VALUE -> {
                out.beginArray();
                value.getListValue().getValuesList().forEach(item -> write(item, out));
                out.endArray();
            }
            case NULL_VALUE, KIND_NOT_SET -> out.nullValue();
        }
    }
}
