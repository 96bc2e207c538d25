package dev.parley.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatError;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;

/** Proto JSON as both ends write and read it. Fields that the reader does not know are refused. */
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
     * @throws InvalidProtocolBufferException malformed; its message names the field at fault
     */
    public static void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
        PARSER.merge(json, into);
    }

    /**
     * Reads JSON into the builder. For what servers send: fields of a newer contract are passed over.
     *
     * @throws InvalidProtocolBufferException malformed
     */
    public static void readLeniently(String json, Message.Builder into) throws InvalidProtocolBufferException {
        LENIENT.merge(json, into);
    }
}
