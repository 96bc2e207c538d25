package dev.parley.server.pool;

/** What a ticket has brought so far. */
public sealed interface Turn {
    /** A credential; the ticket is used up, and the lease is its taker's to close. */
    record Granted(Lease lease) implements Turn {}

    /** A place in line; 1 is next. */
    record Waiting(int position) implements Turn {}
}
