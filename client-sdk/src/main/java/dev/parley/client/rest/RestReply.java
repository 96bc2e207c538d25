package dev.parley.client.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.http.HttpStatuses;
import dev.parley.http.ProtoJson;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** Turns JSON of replies into messages and statuses. */
final class RestReply {
    private static final int MOST_SHOWN = 200;

    private RestReply() {}

    /**
     * Reads a message.
     *
     * @throws StatusRuntimeException INTERNAL if it is malformed
     */
    static <T> T message(MethodDescriptor<?, T> method, String json) {
        Message.Builder builder = ProtoJson.builder(method.getResponseMarshaller());
        try {
            ProtoJson.readLeniently(json, builder);
        } catch (InvalidProtocolBufferException e) {
            throw Status.INTERNAL
                    .withDescription("The server's JSON does not fit the contract: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
        @SuppressWarnings("unchecked") // The builder came from the marshaller of T.
        T message = (T) builder.build();
        return message;
    }

    /** The failure that a {@code google.rpc.Status} tells of; for any other text, the one of the HTTP status. */
    static StatusRuntimeException failure(int http, String json) {
        var status = com.google.rpc.Status.newBuilder();
        try {
            ProtoJson.readLeniently(json, status);
        } catch (InvalidProtocolBufferException notOurs) {
            status.clear();
        }
        return status.getCode() == 0 ? foreign(http, json) : StatusProto.toStatusRuntimeException(status.build());
    }

    /** The status of an exchange with {@code server} that failed. */
    static Status status(String server, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StatusRuntimeException known) {
            return known.getStatus();
        }
        Status status = cause instanceof IOException ? Status.UNAVAILABLE : Status.UNKNOWN;
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return status.withDescription("No answer from %s: %s".formatted(server, what))
                .withCause(cause);
    }

    private static StatusRuntimeException foreign(int http, String body) {
        String shown = body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + "…" : body;
        return Status.fromCode(HttpStatuses.code(http))
                .withDescription("HTTP %d: %s".formatted(http, shown))
                .asRuntimeException();
    }
}
