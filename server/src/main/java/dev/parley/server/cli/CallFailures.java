package dev.parley.server.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a failed call to a server means to the person who made it. */
final class CallFailures {
    private CallFailures() {}

    static String sentence(StatusRuntimeException failure) {
        Status status = failure.getStatus();
        String description = status.getDescription() == null ? "" : status.getDescription();
        boolean refused = status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null;
        return refused
                ? "No Parley answers there (expected: a running one; start it with 'parley serve', or name it with --url)."
                : "The call failed with %s: %s".formatted(status.getCode(), description);
    }
}
