package dev.parley.server.pool;

/** The credentials of one provider, lent out one attempt at a time. Thread-safe. */
public interface CredentialPool {
    /** Asks for a credential that is fit for what is wanted. Does not block; the ticket does. */
    Ticket ask(Wanted wanted);

    /** Whether the credentials are accounts, of which a call may name one. */
    boolean hasAccounts();

    /** How many credentials there are, at least one. */
    default int size() {
        return 1;
    }

    /** Whether it looks at {@link Wanted#session()}. */
    default boolean isSticky() {
        return false;
    }

    /** Some credential, for a question that is not a chat turn; an empty one if there is none. Takes no lease. */
    Credential any();
}
