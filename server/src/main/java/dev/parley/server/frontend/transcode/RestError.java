package dev.parley.server.frontend.transcode;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.http.HttpStatuses;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/**
 * A failed rpc as HTTP shows it.
 *
 * @param http by the ChatError's code where there is one, else by gRPC's
 * @param status what the body says
 */
record RestError(int http, Status status) {

    static RestError of(ChatException failure) {
        return of(failure.error());
    }

    static RestError of(ChatError error) {
        ErrorStatus row = ErrorStatus.of(error.getCode());
        Status.Builder status = Status.newBuilder()
                .setCode(row.grpc().value())
                .setMessage(error.getMessage())
                .addDetails(Any.pack(error));
        return new RestError(row.http(), status.build());
    }

    /** The failure that a service closed its call with. */
    static RestError of(io.grpc.Status status, Metadata trailers) {
        Status proto = StatusProto.fromStatusAndTrailers(status, trailers);
        ChatError error = detail(proto, ChatError.getDefaultInstance());
        int http = error == null
                ? HttpStatuses.of(status.getCode())
                : ErrorStatus.of(error.getCode()).http();
        return new RestError(http, proto);
    }

    /** Why, in our words. */
    ErrorCode code() {
        ChatError error = detail(status, ChatError.getDefaultInstance());
        return error == null ? ErrorCode.ERROR_CODE_INTERNAL : error.getCode();
    }

    /** The same under another HTTP status. */
    RestError with(int otherHttp) {
        return new RestError(otherHttp, status);
    }

    /** Whole seconds to wait before another try, rounded up; null if not known. */
    @Nullable
    Long retryAfterSeconds() {
        RetryInfo retry = detail(status, RetryInfo.getDefaultInstance());
        ChatError error = chatError();
        if (retry != null) {
            return seconds(retry.getRetryDelay());
        }
        return error != null && error.hasRetryAfter() ? seconds(error.getRetryAfter()) : null;
    }

    /** What the service said beyond a status; null if nothing. */
    @Nullable
    ChatError chatError() {
        return detail(status, ChatError.getDefaultInstance());
    }

    private static long seconds(Duration delay) {
        return Math.ceilDiv(Durations.toMillis(delay), 1000);
    }

    private static <T extends Message> @Nullable T detail(Status status, T type) {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type.getClass())) {
                return unpack(detail, type);
            }
        }
        return null;
    }

    private static <T extends Message> T unpack(Any detail, T type) {
        try {
            @SuppressWarnings("unchecked") // The class of a T.
            T value = (T) detail.unpack(type.getClass());
            return value;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A service sent a malformed status detail.", e);
        }
    }
}
