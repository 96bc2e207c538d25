package dev.parley.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/** A way to read a message from JSON. */
@FunctionalInterface
public interface JsonReading {
    /**
     * Reads JSON into the builder.
     *
     * @throws InvalidProtocolBufferException malformed; its message names the field at fault
     */
    void read(String json, Message.Builder into) throws InvalidProtocolBufferException;
}
