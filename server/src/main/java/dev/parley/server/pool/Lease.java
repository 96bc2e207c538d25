package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;

/**
 * The right to use one credential for one attempt. Closed exactly once however the attempt ends; closing again does
 * nothing. A lease that is closed without an outcome (a cancelled call) counts neither for nor against its credential.
 * Thread-safe.
 */
public interface Lease extends AutoCloseable {
    /** The credential as it is now: its secret may have been renewed since the last time. */
    Credential credential();

    /** From now on the credential has this secret, for every lease of it; empty: it has none. Allowed after the end. */
    void renew(Secret secret);

    /** The attempt worked. The first outcome counts, later ones are ignored. */
    void succeeded();

    /** The attempt failed; the pool cools or disables the credential by the cause. A REQUEST blame changes nothing. */
    void failed(ChatException cause);

    @Override
    void close();
}
