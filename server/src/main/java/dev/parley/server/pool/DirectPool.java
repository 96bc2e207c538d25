package dev.parley.server.pool;

import dev.parley.server.config.Secret;

/**
 * The pool of one call whose caller brought a token of its own (DS-05): lends that. Nothing is counted, rested or
 * renewed. Thread-safe.
 */
public final class DirectPool implements CredentialPool {
    private final FreeLease lease;

    public DirectPool(Secret token) {
        this.lease = new FreeLease(new Credential("direct", token), Lease.Reason.PINNED);
    }

    @Override
    public Ticket ask(Wanted wanted) {
        return lease;
    }

    @Override
    public boolean hasAccounts() {
        return false;
    }

    @Override
    public Credential any() {
        return lease.credential();
    }
}
