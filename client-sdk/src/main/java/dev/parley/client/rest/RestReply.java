package dev.parley.client.rest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import dev.parley.http.HttpStatuses;
import dev.parley.http.ProtoJson;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** Turns JSON of replies into messages and statuses. */
final class RestReply {
    private static final int MOST_SHOWN = 200;
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
    /** The other form of the header, a date, is left to those who read headers. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

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

    /**
     * The failure that a {@code google.rpc.Status} tells of; for any other text, the one of the HTTP status. That tells
     * the {@code detail} of the admin API's errors, and as RetryInfo when the headers say to try again.
     */
    static StatusRuntimeException failure(int http, Metadata headers, String json) {
        var status = com.google.rpc.Status.newBuilder();
        try {
            ProtoJson.readLeniently(json, status);
        } catch (InvalidProtocolBufferException notOurs) {
            status.clear();
        }
        return StatusProto.toStatusRuntimeException(
                status.getCode() == 0 ? byHttp(http, headers, json) : status.build());
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

    private static com.google.rpc.Status byHttp(int http, Metadata headers, String body) {
        String detail = detail(body);
        var status = com.google.rpc.Status.newBuilder()
                .setCode(HttpStatuses.code(http).value())
                .setMessage(detail.isEmpty() ? "HTTP %d: %s".formatted(http, shortened(body)) : detail);
        String seconds = headers.get(RETRY_AFTER);
        if (seconds != null && SECONDS.matcher(seconds).matches()) {
            RetryInfo retry = RetryInfo.newBuilder()
                    .setRetryDelay(Durations.fromSeconds(Long.parseLong(seconds)))
                    .build();
            status.addDetails(Any.pack(retry));
        }
        return status.build();
    }

    /** The text of <code>{"detail": text}</code>; empty if the body is something else. */
    private static String detail(String body) {
        Struct.Builder json = Struct.newBuilder();
        try {
            ProtoJson.readLeniently(body, json);
        } catch (InvalidProtocolBufferException notJson) {
            return "";
        }
        return json.getFieldsOrDefault("detail", Value.getDefaultInstance()).getStringValue();
    }

    private static String shortened(String body) {
        return body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + "…" : body;
    }
}
