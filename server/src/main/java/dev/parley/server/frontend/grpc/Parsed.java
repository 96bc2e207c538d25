package dev.parley.server.frontend.grpc;

import io.grpc.Status;

/** A request message, or why there is none. */
sealed interface Parsed<Q> {
    /** It could be parsed. */
    record Message<Q>(Q message) implements Parsed<Q> {}

    /** It could not, and the call ends with this status. */
    record Unusable<Q>(Status status) implements Parsed<Q> {}
}
