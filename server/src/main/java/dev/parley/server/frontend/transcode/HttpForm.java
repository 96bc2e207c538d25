package dev.parley.server.frontend.transcode;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.server.frontend.http.MultipartForm;

/** How an rpc's message is read from {@code multipart/form-data}, after what its path and query hold. */
public interface HttpForm {
    /** How many bytes the form may have. */
    int bytesMost();

    /**
     * Reads a form into the message.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST naming the field, or TOO_LARGE
     * @throws InvalidProtocolBufferException a field holds malformed JSON
     */
    void read(MultipartForm form, Message.Builder into) throws InvalidProtocolBufferException;
}
