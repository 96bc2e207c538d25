package dev.parley.server.frontend.grpc;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatError;
import dev.parley.server.error.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Failures as gRPC statuses, with the {@link ChatError} and the delay as details (COM-07). */
final class GrpcErrors {
    private GrpcErrors() {}

    static StatusRuntimeException of(ChatError error) {
        return StatusProto.toStatusRuntimeException(proto(error));
    }

    static Status status(ChatError error) {
        return ErrorStatus.of(error.getCode()).grpc().toStatus().withDescription(error.getMessage());
    }

    static Metadata trailers(ChatError error) {
        Metadata trailers = of(error).getTrailers();
        return trailers == null ? new Metadata() : trailers;
    }

    private static com.google.rpc.Status proto(ChatError error) {
        var status = com.google.rpc.Status.newBuilder()
                .setCode(ErrorStatus.of(error.getCode()).grpc().value())
                .setMessage(error.getMessage())
                .addDetails(Any.pack(error));
        if (error.hasRetryAfter()) {
            status.addDetails(Any.pack(
                    RetryInfo.newBuilder().setRetryDelay(error.getRetryAfter()).build()));
        }
        return status.build();
    }
}
