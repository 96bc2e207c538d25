package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one pool's credentials are handed out. One lock guards the roster and the line; it is held for a few
 * instructions, never while something else is waited for but its own conditions. What others want to hear is told when
 * it has been given back.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger("parley.pool");

    private final Refusals refusals;
    private final PoolSettings settings;
    private final InstantSource clock;
    private final CredentialMemory memory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Roster roster;
    private final WaitLine line;
    private volatile BiConsumer<String, Secret> onRenewed = (id, secret) -> {};
    private volatile Runnable onRest = () -> {};

    Desk(
            Refusals refusals,
            PoolSettings settings,
            InstantSource clock,
            CredentialMemory memory,
            RandomGenerator random) {
        this.refusals = refusals;
        this.settings = settings;
        this.clock = clock;
        this.memory = memory;
        this.roster = new Roster(settings, refusals, new Marks(memory.load()), random);
        this.line = new WaitLine(lock);
    }

    void onRenewed(BiConsumer<String, Secret> listener) {
        onRenewed = listener;
    }

    /** Called outside the lock. */
    void renewed(Credential credential) {
        onRenewed.accept(credential.id(), credential.secret());
    }

    void onRest(Runnable listener) {
        onRest = listener;
    }

    /** Called outside the lock. */
    void rested() {
        onRest.run();
    }

    /** Called outside the lock. */
    void logBan(CredentialMark mark) {
        LOG.warn(
                "credential {} of provider {} is banned until {}: {}",
                mark.id(),
                refusals.provider(),
                mark.banUntil(),
                mark.bannedReason());
    }

    Instant now() {
        return clock.instant();
    }

    /** Used inside {@link #locked} alone. */
    Roster roster() {
        return roster;
    }

    int waiting() {
        return line.size();
    }

    /** Does something under the lock, and then tells if a mark or the breaker has changed. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            boolean last = lock.getHoldCount() == 1;
            boolean marked = last && roster.marks().takeChange();
            boolean turned = last && roster.breaker().takeChange();
            boolean open = roster.breaker().isOpen();
            lock.unlock();
            if (marked) {
                memory.changed(this::marks);
            }
            if (turned) {
                logBreaker(open);
            }
        }
    }

    private void logBreaker(boolean open) {
        if (open) {
            LOG.warn(
                    "the host of provider {} fails: one call every {} ms tries it (pool.breaker)",
                    refusals.provider(),
                    settings.breaker().lasts().toMillis());
        } else {
            LOG.info("the host of provider {} answers again", refusals.provider());
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    void replace(Collection<Credential> credentials) {
        locked(() -> {
            roster.replace(credentials, now());
            serve();
        });
    }

    private List<CredentialMark> marks() {
        return locked(() -> roster.allMarks(now()));
    }

    /** A credential for one that is not in line, when nobody in line could have it; else a place in line. */
    Turn begin(LineTicket ticket, Wanted wanted) {
        serve();
        Choice choice = roster.take(wanted, now());
        return choice != null ? new Turn.Granted(lease(choice, wanted)) : ticket.await(join(wanted));
    }

    private WaitLine.Place join(Wanted wanted) {
        ChatException hopeless = roster.hopeless(wanted, now());
        if (hopeless != null) {
            throw hopeless;
        }
        if (line.size() >= roster.maxWaiting()) {
            throw busy();
        }
        Instant longest = now().plus(settings.queueTimeout());
        return line.join(wanted, earlier(wanted.deadline(), longest));
    }

    ChatException busy() {
        return refusals.busy(line.size());
    }

    void leave(WaitLine.Place place) {
        Lease unused = place.takeBack();
        line.leave(place);
        if (unused != null) {
            unused.close();
        }
        serve();
    }

    /** How long a place may wait until it looks again; the first in line watches for rests that end. */
    Duration patience(WaitLine.Place place, Instant now) {
        Instant end = place.isFirst() ? earlier(roster.restEnds(now), place.end()) : place.end();
        return Duration.between(now, end);
    }

    /**
     * Something has changed: hands out what is free, in the order of the line, and sends away those for whom nothing
     * can come. What one call could not have, others that want the same need not look for.
     */
    void serve() {
        if (line.isEmpty()) {
            return;
        }
        Set<String> models = new HashSet<>();
        line.serve(place -> {
            Wanted wanted = place.wanted();
            if (wanted.isPlain() && models.contains(wanted.model())) {
                return false;
            }
            boolean served = serve(place);
            if (!served && wanted.isPlain()) {
                models.add(wanted.model());
            }
            return served;
        });
    }

    /** As {@link #serve()}; true. */
    boolean served() {
        serve();
        return true;
    }

    private boolean serve(WaitLine.Place place) {
        Choice choice = roster.take(place.wanted(), now());
        if (choice != null) {
            place.grant(lease(choice, place.wanted()));
            return true;
        }
        ChatException hopeless = roster.hopeless(place.wanted(), now());
        if (hopeless != null) {
            place.refuse(hopeless);
        }
        return hopeless != null;
    }

    private Lease lease(Choice choice, Wanted wanted) {
        return new PooledLease(this, choice, wanted.model());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
