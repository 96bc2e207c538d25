package dev.parley.server.admin;

import dev.parley.server.access.Actor;
import dev.parley.server.config.Secret;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.ConfigHome;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.Publication;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The managed configuration as it is in force. Thread-safe; one change at a time. */
public final class ManagedState {
    /** Loads, and applies what is there. {@code live} puts a configuration into force; it must not fail. */
    public ManagedState(ConfigHome home, AuditLog audit, InstantSource clock, Consumer<ManagedConfig> live) {
        live.accept(home.load());
    }

    public ManagedConfig config() {
        return ManagedConfig.EMPTY;
    }

    /** Whether changes outlive the process. */
    public boolean isDurable() {
        return false;
    }

    /**
     * Changes it, keeps it and puts it into force; when this returns all three are done.
     *
     * @param change may throw to refuse; nothing is changed then
     */
    public ManagedConfig change(Actor actor, String action, String subject, UnaryOperator<ManagedConfig> change) {
        return ManagedConfig.EMPTY;
    }

    /** Writes down that secrets were read. */
    public void read(Actor actor, String action) {
        config();
    }

    /** An account has a new token, or none if empty; kept soon, without blocking. */
    public void tokenRenewed(String accountId, Secret token) {
        config();
    }

    /** Keeps what was published. */
    public void published(Actor actor, Publication publication) {
        config();
    }
}
