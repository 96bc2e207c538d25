package dev.parley.http;

import io.grpc.Status;

/** The one table between gRPC's codes and HTTP's (COM-07), for statuses that carry no ChatError. */
public final class HttpStatuses {
    private HttpStatuses() {}

    /** The HTTP status of a gRPC code. */
    public static int of(Status.Code code) {
        return switch (code) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
        };
    }

    /** The gRPC code of an HTTP status whose body says nothing more, such as a proxy's. */
    public static Status.Code code(int http) {
        return switch (http) {
            case 400, 422 -> Status.Code.INVALID_ARGUMENT;
            case 401 -> Status.Code.UNAUTHENTICATED;
            case 403 -> Status.Code.PERMISSION_DENIED;
            case 404 -> Status.Code.NOT_FOUND;
            case 405, 501 -> Status.Code.UNIMPLEMENTED;
            case 409 -> Status.Code.ABORTED;
            case 413, 429 -> Status.Code.RESOURCE_EXHAUSTED;
            case 499 -> Status.Code.CANCELLED;
            case 500 -> Status.Code.INTERNAL;
            case 502, 503 -> Status.Code.UNAVAILABLE;
            case 408, 504 -> Status.Code.DEADLINE_EXCEEDED;
            default -> Status.Code.UNKNOWN;
        };
    }
}
