package dev.parley.http;

import com.google.protobuf.InvalidProtocolBufferException;

/** JSON that does not fit a message because of one field. */
public final class FieldException extends InvalidProtocolBufferException {
    private final String field;

    FieldException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field's name at the top of the message, as the JSON has it. */
    public String field() {
        return field;
    }
}
