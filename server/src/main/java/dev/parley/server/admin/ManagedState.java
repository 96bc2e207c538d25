package dev.parley.server.admin;

import dev.parley.server.access.Actor;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.ConfigHome;
import dev.parley.server.store.Keeper;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.Publication;
import dev.parley.server.store.StoreException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The managed configuration as it is in force. Thread-safe; one change at a time.
 *
 * <p>Tokens come from log-ins at any moment, also while a change is being written. So what is in force is held in one
 * reference that a new token replaces at once; a change is laid over whatever stands there when it has been kept. What
 * the home does not hold yet is kept by a thread of its own, and at the latest by {@link #close}.
 */
public final class ManagedState implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.admin");

    private final ConfigHome home;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Consumer<ManagedConfig> live;
    private final AtomicReference<ManagedConfig> current;
    private final Keeper keeper = new Keeper("parley-tokens", this::keepTokens);
    private final ReentrantLock changes = new ReentrantLock();
    /** What the home holds; guarded by {@link #changes}. */
    private ManagedConfig kept;

    /**
     * Loads, and applies what is there. Blocks until both are done.
     *
     * @param live puts a configuration into force; it must not fail. It runs while other changes wait, so it must not
     *     make one
     * @throws StoreException the configuration cannot be read
     */
    public ManagedState(ConfigHome home, AuditLog audit, InstantSource clock, Consumer<ManagedConfig> live) {
        this.home = home;
        this.audit = audit;
        this.clock = clock;
        this.live = live;
        this.kept = home.load();
        this.current = new AtomicReference<>(kept);
        live.accept(kept);
    }

    /** What is in force, with the newest tokens. */
    public ManagedConfig config() {
        return current.get();
    }

    /** Whether changes outlive the process. */
    public boolean isDurable() {
        return home.isDurable();
    }

    /**
     * Changes it, keeps it and puts it into force; when this returns all three are done. Blocks until then, and while
     * other changes are under way.
     *
     * @param change may throw to refuse; nothing is changed then
     * @return what is in force now
     * @throws ChatException what {@code change} threw, or UNAVAILABLE if it cannot be kept; nothing is changed then
     */
    public ManagedConfig change(Actor actor, String action, String subject, UnaryOperator<ManagedConfig> change) {
        changes.lock();
        try {
            ManagedConfig before = current.get();
            ManagedConfig next = change.apply(before);
            keep(next);
            ManagedConfig now = current.updateAndGet(meanwhile -> Tokens.carry(before, meanwhile, next));
            live.accept(now);
            note(actor, action, subject);
            return now;
        } finally {
            changes.unlock();
        }
    }

    /**
     * Writes down that secrets were read. Blocks until it is on the disk.
     *
     * @throws ChatException UNAVAILABLE: it could not be written down, so they must not be shown
     */
    public void read(Actor actor, String action) {
        try {
            audit.add(entry(actor, action, ""));
        } catch (StoreException e) {
            throw e.refusal("The reading of secrets could not be written down");
        }
    }

    /**
     * An account has a new token, or none if empty; kept soon, without blocking. One that is not there is passed over,
     * and one that cannot log in keeps the token it has, since it would never get another.
     */
    public void tokenRenewed(String accountId, Secret token) {
        current.updateAndGet(config -> Tokens.renew(config, accountId, token));
        keeper.wake();
    }

    /** Keeps what was published. Blocks as {@link #change}. */
    public void published(Actor actor, Publication publication) {
        change(actor, "config.publish", publication.hash(), config -> config.withPublication(publication));
    }

    /** Keeps the tokens that are not kept yet; to be called when nothing renews them any more, before the store. */
    @Override
    public void close() {
        keeper.close();
        keepTokens();
    }

    private void keep(ManagedConfig next) {
        try {
            home.save(kept, next);
            kept = next;
        } catch (StoreException e) {
            throw e.refusal();
        }
    }

    /** Whether nothing is left to keep. */
    private boolean keepTokens() {
        changes.lock();
        try {
            ManagedConfig now = current.get();
            if (!now.equals(kept)) {
                home.save(kept, now);
                kept = now;
            }
            return true;
        } catch (StoreException e) {
            LOG.warn(
                    "new tokens of accounts could not be kept, so after a restart they log in again: {}",
                    e.getMessage());
            return false;
        } finally {
            changes.unlock();
        }
    }

    /** The change is in force already, so that a failure here must not look like one of the change. */
    private void note(Actor actor, String action, String subject) {
        try {
            audit.add(entry(actor, action, subject));
        } catch (StoreException e) {
            LOG.error("{} of {} by {} is not in the audit log: {}", action, subject, actor.name(), e.getMessage());
        }
    }

    private AuditLog.Entry entry(Actor actor, String action, String subject) {
        return new AuditLog.Entry(clock.instant(), actor.name(), actor.address(), action, subject);
    }
}
