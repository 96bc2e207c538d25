package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;

/**
 * The right to use one credential for one attempt. Closed exactly once however the attempt ends; closing again does
 * nothing. A lease that is closed without an outcome (a cancelled call) counts neither for nor against its credential.
 * Thread-safe.
 */
public interface Lease extends AutoCloseable {
    /** What chose the credential. */
    enum Reason {
        /** The way of choosing that is set for the pool. */
        SELECTION,
        /** The call's session had it before (BAN-04). */
        STICKY,
        /** The call named it, or brought it (DS-05, DS-06). */
        PINNED,
        /** All rest, and this one worked last (BAN-06). */
        LAST_KNOWN_GOOD,
        /** The provider wants no credential. */
        NONE
    }

    /** What chose the credential. */
    Reason reason();

    /** The credential as it is now: its secret may have been renewed since the last time. */
    Credential credential();

    /** From now on the credential has this secret, for every lease of it; empty: it has none. Allowed after the end. */
    void renew(Secret secret);

    /** The host has begun to answer; how that ends is told later. */
    void answered();

    /** The attempt worked. The first outcome counts, later ones are ignored. */
    void succeeded();

    /** The attempt failed; the pool cools or disables the credential by the cause. A REQUEST blame changes nothing. */
    void failed(ChatException cause);

    @Override
    void close();
}
