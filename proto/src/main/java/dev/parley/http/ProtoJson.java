package dev.parley.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Struct;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatError;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Proto JSON as both ends write and read it. What cannot be read is told with the field at fault. */
public final class ProtoJson {
    private static final TypeRegistry DETAILS = TypeRegistry.newBuilder()
            .add(ChatError.getDescriptor())
            .add(RetryInfo.getDescriptor())
            .add(ErrorInfo.getDescriptor())
            .add(BadRequest.getDescriptor())
            .build();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().usingTypeRegistry(DETAILS).omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(DETAILS);
    private static final JsonFormat.Parser LENIENT = PARSER.ignoringUnknownFields();

    /** What JsonFormat puts before the message of an exception within. */
    private static final Pattern INNER_EXCEPTION = Pattern.compile("^([\\w.]+Exception: )+");

    private ProtoJson() {}

    /**
     * An empty message of the kind that a marshaller of generated code carries.
     *
     * @throws IllegalArgumentException the marshaller is not one of protobuf messages
     */
    public static Message.Builder builder(Marshaller<?> marshaller) {
        if (marshaller instanceof PrototypeMarshaller<?> proto
                && proto.getMessagePrototype() instanceof Message empty) {
            return empty.newBuilderForType();
        }
        throw new IllegalArgumentException("Marshaller: %s (expected: one of protobuf messages)".formatted(marshaller));
    }

    /**
     * A message as JSON on one line. Line separators inside text are escaped, so it fits one line of an event stream.
     *
     * @throws IllegalArgumentException a status detail is of a type that is not part of the contract
     */
    public static String write(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads JSON into the builder. For what callers send: a field that the message does not have is an error.
     *
     * @throws InvalidProtocolBufferException malformed; a {@link FieldException} if one field is at fault
     */
    public static void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
        merge(PARSER, json, into);
    }

    /**
     * Reads JSON into the builder. For what servers send, or callers of APIs that are older than the contract: fields
     * that the message does not have are passed over.
     *
     * @throws InvalidProtocolBufferException malformed; a {@link FieldException} if one field is at fault
     */
    public static void readLeniently(String json, Message.Builder into) throws InvalidProtocolBufferException {
        merge(LENIENT, json, into);
    }

    private static void merge(JsonFormat.Parser parser, String json, Message.Builder into)
            throws InvalidProtocolBufferException {
        try {
            parser.merge(json, into);
        } catch (InvalidProtocolBufferException e) {
            String reason =
                    INNER_EXCEPTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            String field = fieldAtFault(parser, json, into);
            if (field == null) {
                throw new InvalidProtocolBufferException(reason);
            }
            throw new FieldException(field, reason.contains(field) ? reason : field + ": " + reason);
        }
    }

    /** The first field that cannot be read on its own; null if the text is no object, or is malformed as a whole. */
    private static @Nullable String fieldAtFault(JsonFormat.Parser parser, String json, Message.Builder into) {
        for (Map.Entry<String, Value> field : fields(json).entrySet()) {
            Struct alone = Struct.newBuilder()
                    .putFields(field.getKey(), field.getValue())
                    .build();
            try {
                parser.merge(write(alone), into.getDefaultInstanceForType().newBuilderForType());
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                // The latter: a number beyond all bounds, which cannot even be written.
                return field.getKey();
            }
        }
        return null;
    }

    private static Map<String, Value> fields(String json) {
        Struct.Builder fields = Struct.newBuilder();
        try {
            PARSER.merge(json, fields);
        } catch (InvalidProtocolBufferException malformed) {
            fields.clear();
        }
        return fields.getFieldsMap();
    }
}
