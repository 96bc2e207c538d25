package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.util.function.BooleanSupplier;

/** Returned once; its first outcome counts. The lock of its {@link Desk} guards it. */
final class PooledLease implements Lease {
    private final Desk desk;
    private final Choice choice;
    private final CredentialState state;
    private final String model;
    private boolean answered;
    private boolean settled;
    private boolean returned;

    PooledLease(Desk desk, Choice choice, String model) {
        this.desk = desk;
        this.choice = choice;
        this.state = choice.state();
        this.model = model;
    }

    /** The same, as if it had been given back already. */
    Lease returned() {
        returned = true;
        return this;
    }

    @Override
    public Reason reason() {
        return choice.reason();
    }

    @Override
    public Credential credential() {
        return desk.locked(state::credential);
    }

    @Override
    public void renew(Secret secret) {
        desk.locked(() -> state.renew(secret));
        desk.renewed(credential());
    }

    @Override
    public void answered() {
        desk.locked(() -> {
            if (!answered && !settled && !returned) {
                noteAnswer();
                desk.serve();
            }
        });
    }

    @Override
    public void succeeded() {
        settle(() -> {
            noteAnswer();
            state.succeeded(model, desk.now());
            return false;
        });
    }

    @Override
    public void failed(ChatException cause) {
        FailureKind kind = FailureKind.of(cause);
        if (kind == null) {
            if (cause.error().getUpstream().getHttpStatus() > 0) {
                answered();
            }
            return;
        }
        if (settle(() -> noteFailure(kind, cause))) {
            desk.logBan(desk.locked(() -> state.mark(desk.now())));
        }
        if (desk.locked(() -> state.resting(model, desk.now()) != null)) {
            desk.rested();
        }
    }

    @Override
    public void close() {
        desk.locked(() -> {
            if (!returned) {
                returned = true;
                state.end();
                desk.roster().returned(state, desk.now());
                desk.serve();
            }
        });
    }

    private void noteAnswer() {
        if (!answered) {
            answered = true;
            desk.roster().answered(choice, desk.now());
        }
    }

    private boolean noteFailure(FailureKind kind, ChatException cause) {
        if (kind.isOfHost()) {
            return desk.roster().hostFailed(choice, kind, model, cause, answered, desk.now());
        }
        noteAnswer();
        return desk.roster().failed(state, kind, model, cause, desk.now());
    }

    /** Does once what follows from the attempt's end; returns whether that bans the credential. */
    private boolean settle(BooleanSupplier outcome) {
        return desk.locked(() -> {
            if (settled || returned) {
                return false;
            }
            settled = true;
            boolean banned = outcome.getAsBoolean();
            desk.serve();
            return banned;
        });
    }
}
