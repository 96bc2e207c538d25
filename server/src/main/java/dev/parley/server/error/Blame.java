package dev.parley.server.error;

/** Who is at fault for a failure. It alone decides what a retry may change. */
public enum Blame {
    /** The request itself: nothing would help. */
    REQUEST,
    /** The credential (401, 402, 403, 429, a ban): the same target with another credential may work. */
    CREDENTIAL,
    /** The target (5xx, no connection, no first event in time): the next target may work. */
    TARGET,
    /** Parley itself: our fault, so nothing is retried. */
    GATEWAY
}
