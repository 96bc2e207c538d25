package dev.parley.server.frontend.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import dev.parley.http.ProtoJson;

/** Says in a request's {@code update_mask}, where the caller does not, which fields its body holds (AIP-134). */
final class UpdateMask {
    private static final String FIELD = "update_mask";

    private UpdateMask() {}

    /** Fills the mask of a message, if it has one, that was read from this body. Nulls count as absent. */
    static void fill(Message.Builder message, String body) throws InvalidProtocolBufferException {
        Descriptor type = message.getDescriptorForType();
        FieldDescriptor mask = type.findFieldByName(FIELD);
        if (mask == null || message.hasField(mask) || body.isBlank()) {
            return;
        }
        Struct.Builder fields = Struct.newBuilder();
        ProtoJson.read(body, fields);
        FieldMask.Builder paths = FieldMask.newBuilder();
        for (FieldDescriptor field : type.getFields()) {
            if (holds(fields, field.getName()) || holds(fields, field.getJsonName())) {
                paths.addPaths(field.getName());
            }
        }
        if (paths.getPathsCount() > 0) {
            message.setField(mask, paths.build());
        }
    }

    private static boolean holds(Struct.Builder fields, String name) {
        return fields.containsFields(name) && !fields.getFieldsOrThrow(name).hasNullValue();
    }
}
