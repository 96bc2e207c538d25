package dev.parley.http;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message as texts under dotted paths, as they stand in paths and queries. It goes by way of the
 * message's JSON, whose reader takes any scalar as a string, so that each type has its one text form.
 */
final class FieldTexts {
    private final Struct.Builder fields;

    private FieldTexts(Struct.Builder fields) {
        this.fields = fields;
    }

    static FieldTexts of(Message message) {
        Struct.Builder fields = Struct.newBuilder();
        try {
            ProtoJson.read(ProtoJson.write(message), fields);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Printed JSON cannot be read.", e);
        }
        return new FieldTexts(fields);
    }

    /** Removes these fields and gives their texts; those that are not set are missing. */
    Map<String, String> take(List<String> paths) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String path : paths) {
            Value value = take(fields, path);
            if (value != null) {
                values.put(path, text(value));
            }
        }
        return values;
    }

    String json() {
        return ProtoJson.write(fields);
    }

    /** A query with its question mark; empty if nothing is set. */
    String query() {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        fields.getFieldsMap().forEach((name, value) -> append(name, value, query));
        return query.toString();
    }

    /** The JSON of a message of this type whose fields have these texts. */
    static String json(Map<String, List<String>> texts, Descriptor type) {
        Struct.Builder json = Struct.newBuilder();
        texts.forEach((path, values) -> put(json, path, type, values));
        return ProtoJson.write(json);
    }

    private static @Nullable Value take(Struct.Builder from, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String key = jsonName(name);
        Value value = from.getFieldsMap().get(key);
        if (value == null || dot < 0) {
            from.removeFields(key);
            return value;
        }
        Struct.Builder inner = value.getStructValue().toBuilder();
        Value taken = take(inner, path.substring(dot + 1));
        from.putFields(key, Value.newBuilder().setStructValue(inner).build());
        return taken;
    }

    private static void append(String path, Value value, StringJoiner query) {
        switch (value.getKindCase()) {
            case STRUCT_VALUE ->
                value.getStructValue().getFieldsMap().forEach((name, inner) -> append(path + '.' + name, inner, query));
            case LIST_VALUE -> value.getListValue().getValuesList().forEach(item -> append(path, item, query));
            default -> query.add(PathTemplate.encode(path) + '=' + PathTemplate.encode(text(value)));
        }
    }

    private static String text(Value scalar) {
        return switch (scalar.getKindCase()) {
            case STRING_VALUE -> scalar.getStringValue();
            case BOOL_VALUE -> String.valueOf(scalar.getBoolValue());
            case NUMBER_VALUE -> new BigDecimal(String.valueOf(scalar.getNumberValue())).toPlainString();
            default -> "";
        };
    }

    private static void put(Struct.Builder into, String path, @Nullable Descriptor type, List<String> values) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        FieldDescriptor field = type == null ? null : field(type, name);
        if (dot < 0) {
            into.putFields(name, value(values, field != null && field.isRepeated()));
            return;
        }
        Struct.Builder inner = into.getFieldsOrDefault(name, Value.getDefaultInstance()).getStructValue().toBuilder();
        put(inner, path.substring(dot + 1), messageType(field), values);
        into.putFields(name, Value.newBuilder().setStructValue(inner).build());
    }

    private static Value value(List<String> texts, boolean repeated) {
        if (!repeated) {
            return text(texts.isEmpty() ? "" : texts.get(texts.size() - 1));
        }
        ListValue.Builder list = ListValue.newBuilder();
        texts.forEach(text -> list.addValues(text(text)));
        return Value.newBuilder().setListValue(list).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static @Nullable Descriptor messageType(@Nullable FieldDescriptor field) {
        return field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : null;
    }

    private static @Nullable FieldDescriptor field(Descriptor type, String name) {
        FieldDescriptor field = type.findFieldByName(name);
        if (field != null) {
            return field;
        }
        return type.getFields().stream()
                .filter(candidate -> candidate.getJsonName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** As protobuf's own rule has it: an underscore goes and raises the letter after it. */
    private static String jsonName(String name) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean raised = i > 0 && name.charAt(i - 1) == '_';
            if (name.charAt(i) != '_') {
                json.append(raised ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return json.toString();
    }
}
