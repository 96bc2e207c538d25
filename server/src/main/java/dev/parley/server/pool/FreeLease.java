package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;

/** A lease, and the ticket that brings it at once, of a credential that may be lent without end and never changes. */
public record FreeLease(Credential credential, Reason reason) implements Lease, Ticket {
    @Override
    public Turn next() {
        return new Turn.Granted(this);
    }

    @Override
    public void renew(Secret secret) {}

    @Override
    public void answered() {}

    @Override
    public void succeeded() {}

    @Override
    public void failed(ChatException cause) {}

    @Override
    public void close() {}
}
