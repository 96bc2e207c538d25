package dev.parley.server.registry;

import dev.parley.server.access.Actor;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model registry as it is in force, and as it is kept. Thread-safe; one change at a time, and readers wait for none
 * of them.
 */
public final class ModelRegistry {
    private static final Logger LOG = LoggerFactory.getLogger("parley.registry");

    private final Documents documents;
    private final AuditLog audit;
    private final InstantSource clock;
    private final RegistryNames names;
    private final ReentrantLock changes = new ReentrantLock();
    private volatile RegistryState state;

    /** A state, and what to tell of how it came about. */
    record Changed<T>(RegistryState state, T answer) {}

    /**
     * Loads what is kept, and puts it into force. Blocks until both are done.
     *
     * @param seeds what the registry begins with where it was never used
     * @throws StoreException what is kept cannot be read, or the seeds cannot be kept
     */
    public ModelRegistry(Documents documents, AuditLog audit, InstantSource clock, RegistryNames names, Seeds seeds) {
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
        this.names = names;
        RegistryState kept = RegistryDocuments.load(documents);
        this.state = seeds.first(kept, clock.instant());
        documents.apply(RegistryDocuments.changes(kept, state));
        names.show(state);
    }

    RegistryState state() {
        return state;
    }

    /** When it is. */
    Instant now() {
        return clock.instant();
    }

    /**
     * Changes it, keeps it and puts it into force; when this returns all three are done. Blocks until then, and while
     * other changes are under way.
     *
     * @param action such as {@code registry.import}
     * @param change may throw to refuse; nothing is changed then
     * @throws ChatException what {@code change} threw, or UNAVAILABLE if it cannot be kept; nothing is changed then
     */
    <T> T change(Actor actor, String action, String subject, Function<RegistryState, Changed<T>> change) {
        changes.lock();
        try {
            Changed<T> changed = change.apply(state);
            keep(changed.state());
            state = changed.state();
            names.show(state);
            note(actor, action, subject);
            return changed.answer();
        } finally {
            changes.unlock();
        }
    }

    private void keep(RegistryState next) {
        try {
            documents.apply(RegistryDocuments.changes(state, next));
        } catch (StoreException e) {
            throw e.refusal();
        }
    }

    /** The change is in force already, so that a failure here must not look like one of the change. */
    private void note(Actor actor, String action, String subject) {
        try {
            audit.add(new AuditLog.Entry(clock.instant(), actor.name(), actor.address(), action, subject));
        } catch (StoreException e) {
            LOG.error("{} of {} by {} is not in the audit log: {}", action, subject, actor.name(), e.getMessage());
        }
    }
}
