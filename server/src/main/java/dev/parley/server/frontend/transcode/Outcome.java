package dev.parley.server.frontend.transcode;

import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
sealed interface Outcome {
    /** The service closed it. */
    record Closed(Status status, Metadata trailers) implements Outcome {}

    /** It was ended without the service's say; the caller is told. */
    record Refused(RestError error) implements Outcome {}

    /** There is nobody to answer, or no way to. */
    record Gone(@Nullable Throwable cause) implements Outcome {}
}
