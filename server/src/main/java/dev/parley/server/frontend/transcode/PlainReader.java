package dev.parley.server.frontend.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.http.FieldException;
import dev.parley.http.ProtoJson;
import java.util.Locale;

/** Reads messages from {@link JsonShape#PLAIN}. What it says of bad values never repeats them: they may be secrets. */
final class PlainReader {
    private PlainReader() {}

    static void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
        if (json.isBlank()) {
            return;
        }
        if (!json.stripLeading().startsWith("{")) {
            throw new InvalidProtocolBufferException("The body is no JSON object (expected: {…}).");
        }
        try {
            ProtoJson.readLeniently(json, into);
        } catch (FieldException e) {
            throw new InvalidProtocolBufferException("%s has another type, or is out of bounds (expected: %s)."
                    .formatted(e.field(), expected(into.getDescriptorForType(), e.field())));
        }
    }

    private static String expected(Descriptor type, String name) {
        return type.getFields().stream()
                .filter(field ->
                        field.getName().equals(name) || field.getJsonName().equals(name))
                .map(PlainReader::expected)
                .findFirst()
                .orElse("none");
    }

    private static String expected(FieldDescriptor field) {
        String type = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? field.getMessageType().getName()
                : field.getType().name().toLowerCase(Locale.ROOT);
        return field.isRepeated() ? "a list of " + type : type;
    }
}
