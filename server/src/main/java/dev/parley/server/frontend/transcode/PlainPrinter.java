package dev.parley.server.frontend.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Timestamps;
import dev.parley.server.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;

/**
 * Prints messages as {@link JsonShape#PLAIN}. JsonFormat cannot: it prints int64 as texts, and the numbers of a Struct
 * with a fraction.
 */
final class PlainPrinter {
    private PlainPrinter() {}

    static void print(Message message, JsonWriter out) {
        switch (message) {
            case Struct struct -> print(struct, out);
            case ListValue list -> print(list, out);
            case Value value -> print(value, out);
            case Timestamp time -> out.value(Timestamps.toString(time));
            default -> printFields(message, out);
        }
    }

    private static void printFields(Message message, JsonWriter out) {
        out.beginObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (!field.hasPresence() || message.hasField(field)) {
                out.name(field.getName());
                print(field, message.getField(field), out);
            }
        }
        out.endObject();
    }

    private static void print(FieldDescriptor field, Object value, JsonWriter out) {
        if (field.isMapField()) {
            out.beginObject();
            ((List<?>) value).forEach(entry -> printEntry((MapEntry<?, ?>) entry, out));
            out.endObject();
        } else if (field.isRepeated()) {
            out.beginArray();
            ((List<?>) value).forEach(item -> printOne(item, out));
            out.endArray();
        } else {
            printOne(value, out);
        }
    }

    private static void printEntry(MapEntry<?, ?> entry, JsonWriter out) {
        out.name(String.valueOf(entry.getKey()));
        printOne(entry.getValue(), out);
    }

    private static void printOne(Object value, JsonWriter out) {
        switch (value) {
            case Integer number -> out.value(number);
            case Long number -> out.value(number);
            case Float number -> out.value(number);
            case Double number -> out.value(number);
            case Boolean flag -> out.value(flag);
            case String text -> out.value(text);
            case ByteString bytes -> out.value(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case EnumValueDescriptor constant -> out.value(constant.getName());
            case Message message -> print(message, out);
            default -> throw new IllegalArgumentException("a field's value is a " + value.getClass());
        }
    }

    private static void print(Struct struct, JsonWriter out) {
        out.beginObject();
        struct.getFieldsMap().forEach((name, value) -> {
            out.name(name);
            print(value, out);
        });
        out.endObject();
    }

    private static void print(ListValue list, JsonWriter out) {
        out.beginArray();
        list.getValuesList().forEach(value -> print(value, out));
        out.endArray();
    }

    private static void print(Value value, JsonWriter out) {
        switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> out.nullValue();
            case NUMBER_VALUE -> print(value.getNumberValue(), out);
            case STRING_VALUE -> out.value(value.getStringValue());
            case BOOL_VALUE -> out.value(value.getBoolValue());
            case STRUCT_VALUE -> print(value.getStructValue(), out);
            case LIST_VALUE -> print(value.getListValue(), out);
        }
    }

    /** However large a whole number is, it stands without an exponent. */
    private static void print(double number, JsonWriter out) {
        boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
        if (whole) {
            out.raw(new BigDecimal(number).toPlainString());
        } else {
            out.value(number);
        }
    }
}
