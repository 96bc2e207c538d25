package dev.parley.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatError;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;

/** What a failed call tells, beyond its status. */
public final class ChatErrors {
    private ChatErrors() {}

    /** Parley's account of the failure; empty if it was not Parley that failed the call (no connection, a proxy). */
    public static Optional<ChatError> of(StatusRuntimeException failure) {
        return detail(failure, ChatError.getDefaultInstance());
    }

    /** When it makes sense to try again; empty if not known. */
    public static Optional<Duration> retryAfter(StatusRuntimeException failure) {
        return detail(failure, RetryInfo.getDefaultInstance())
                .map(RetryInfo::getRetryDelay)
                .or(() -> of(failure).filter(ChatError::hasRetryAfter).map(ChatError::getRetryAfter))
                .map(delay -> Duration.ofNanos(Durations.toNanos(delay)));
    }

    private static <T extends Message> Optional<T> detail(StatusRuntimeException failure, T type) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type.getClass())) {
                return Optional.of(unpack(detail, type));
            }
        }
        return Optional.empty();
    }

    private static <T extends Message> T unpack(Any detail, T type) {
        try {
            @SuppressWarnings("unchecked") // The class of a T.
            T value = (T) detail.unpack(type.getClass());
            return value;
        } catch (InvalidProtocolBufferException e) {
            return type;
        }
    }
}
