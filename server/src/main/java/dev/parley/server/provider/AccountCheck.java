package dev.parley.server.provider;

import dev.parley.server.pool.Credential;
import dev.parley.server.pool.Lease;

/**
 * A provider that can tell whether an account works without asking a model anything. The methods that ask block until
 * the host has answered; interrupting the thread ends them. Thread-safe.
 */
public interface AccountCheck {
    /**
     * Sees to it that the account has a token. One that it has is not looked at; a log-in that is under way is shared.
     *
     * @throws dev.parley.server.error.ChatException the host refused the account, or failed
     */
    void logIn(Lease lease);

    /**
     * Opens what a chat would need. A token that is refused is got anew, once.
     *
     * @throws dev.parley.server.error.ChatException the host refused the account, or failed
     */
    void check(Lease lease);

    /** Nothing of this credential need be remembered any more. Does not block. */
    default void forget(Credential credential) {}
}
