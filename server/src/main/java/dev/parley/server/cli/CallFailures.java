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
        if (refused) {
            return "No Parley answers there (expected: a running one; start it with 'parley serve', or name it with --url).";
        }
        return status.getCode() == Status.Code.UNIMPLEMENTED
                ? "That Parley does not serve this: %s (expected: one whose settings turn it on)."
                        .formatted(description)
                : "The call failed with %s: %s".formatted(status.getCode(), description);
    }
}
