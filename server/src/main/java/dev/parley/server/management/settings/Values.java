package dev.parley.server.management.settings;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values in three shapes: the contract's, plain ones, and texts. */
final class Values {
    private Values() {}

    static Value of(@Nullable Object plain) {
        Value.Builder value = Value.newBuilder();
        return switch (plain) {
            case null -> value.setNullValue(NullValue.NULL_VALUE).build();
            case Boolean flag -> value.setBoolValue(flag).build();
            case Number number -> value.setNumberValue(number.doubleValue()).build();
            case List<?> list -> value.setListValue(list(list)).build();
            case Map<?, ?> map -> value.setStructValue(struct(map)).build();
            default -> value.setStringValue(plain.toString()).build();
        };
    }

    static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case STRING_VALUE -> value.getStringValue();
            case LIST_VALUE -> plain(value.getListValue());
            case STRUCT_VALUE -> plain(value.getStructValue());
        };
    }

    static String text(Value value) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("every JSON value has a text", e);
        }
    }

    /** @throws IllegalStateException it is not JSON */
    static Value parse(String text) {
        try {
            Value.Builder value = Value.newBuilder();
            JsonFormat.parser().merge(text, value);
            return value.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was kept is not JSON", e);
        }
    }

    private static ListValue list(List<?> list) {
        ListValue.Builder values = ListValue.newBuilder();
        list.forEach(item -> values.addValues(of(item)));
        return values.build();
    }

    private static Struct struct(Map<?, ?> map) {
        Struct.Builder struct = Struct.newBuilder();
        map.forEach((key, item) -> struct.putFields(key.toString(), of(item)));
        return struct.build();
    }

    private static List<@Nullable Object> plain(ListValue list) {
        List<@Nullable Object> items = new ArrayList<>();
        list.getValuesList().forEach(item -> items.add(plain(item)));
        return items;
    }

    private static Map<String, @Nullable Object> plain(Struct struct) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((key, item) -> map.put(key, plain(item)));
        return map;
    }
}
