package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** The pool of a provider that wants no credential and has no limits: always lends the same empty one. Thread-safe. */
public final class OpenPool implements CredentialPool {
    private static final FreeLease LEASE = new FreeLease(new Credential("none", Secret.of("")), Lease.Reason.NONE);

    @Override
    public Ticket ask(Wanted wanted) {
        if (wanted.tried().isEmpty()) {
            return LEASE;
        }
        throw ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        "service_unavailable",
                        "There is no other credential to try.")
                .build();
    }

    @Override
    public boolean hasAccounts() {
        return false;
    }

    @Override
    public Credential any() {
        return LEASE.credential();
    }
}
