package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one engine behind every pool (POOL-01).
 *
 * <p>A credential is <em>fit</em> for a call when nothing rests it (see {@link CredentialState}), it is under its
 * limit, and the call has neither tried it nor pinned another. A call takes the fit credential that {@link Selection}
 * says, waits in line when all that are not resting are at their limit, and is refused when none is left. Whoever frees
 * a credential hands it to the first in line that it is fit for, so that nobody waits while one is free. One lock
 * guards everything; it is held for a few instructions, never while something else is waited for but its own
 * conditions.
 *
 * <p>Leases refer to the credential's state, not to the list, so that a reload leaves open calls alone: a credential
 * that is still there keeps its counts and cool-downs, one that is gone drains (POOL-03, DS-16).
 */
public final class LeasingPool implements CredentialPool {
    private final PoolKind kind;
    private final Refusals refusals;
    private final PoolSettings settings;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Roster roster;
    private final WaitLine line;
    private volatile BiConsumer<String, Secret> onRenewed = (id, secret) -> {};

    /** A pool for one provider's credentials; {@code provider} is for messages. */
    public LeasingPool(
            String provider,
            PoolKind kind,
            Collection<Credential> credentials,
            PoolSettings settings,
            InstantSource clock) {
        this.kind = kind;
        this.refusals = new Refusals(provider, kind);
        this.settings = settings;
        this.clock = clock;
        this.roster = new Roster(settings, refusals);
        this.line = new WaitLine(lock);
        roster.replace(credentials);
    }

    /**
     * Tells the id and the new secret of each credential that a lease renews. Called outside the pool's lock; must not
     * block.
     */
    public void onRenewed(BiConsumer<String, Secret> listener) {
        onRenewed = listener;
    }

    /**
     * Takes a new list of credentials. What is known of those that stay is kept, and so is a token that a log-in gave;
     * another password or another token that is not empty is taken over. Those that go drain.
     */
    public void replace(Collection<Credential> credentials) {
        lock.lock();
        try {
            roster.replace(credentials);
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets every cool-down and rejection (MG-12). */
    public void reset() {
        lock.lock();
        try {
            roster.reset();
            serve();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Ticket ask(Wanted wanted) {
        return new PooledTicket(wanted);
    }

    @Override
    public boolean hasAccounts() {
        return kind == PoolKind.ACCOUNTS;
    }

    @Override
    public Credential any() {
        lock.lock();
        try {
            return roster.any(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** How the pool stands. */
    public PoolStatus status() {
        lock.lock();
        try {
            return roster.status(clock.instant(), line.size());
        } finally {
            lock.unlock();
        }
    }

    /**
     * A lease of the credential with this id that takes no slot and counts neither for nor against it: for questions
     * that are not chat turns. Empty: there is none.
     */
    public Optional<Lease> beside(String id) {
        lock.lock();
        try {
            return roster.find(id).map(state -> new PooledLease(state, "").returned());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something has changed: hands out what is free, in the order of the line, and sends away those for whom nothing
     * can come. What one call could not have, others that want the same need not look for.
     */
    private void serve() {
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

    private boolean serve(WaitLine.Place place) {
        CredentialState state = roster.take(place.wanted(), clock.instant());
        if (state != null) {
            place.grant(new PooledLease(state, place.wanted().model()));
            return true;
        }
        ChatException hopeless = roster.hopeless(place.wanted(), clock.instant());
        if (hopeless != null) {
            place.refuse(hopeless);
        }
        return hopeless != null;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** One call's request. The pool's lock guards it. */
    private final class PooledTicket implements Ticket {
        private final Wanted wanted;
        private WaitLine.@Nullable Place place;
        private boolean closed;

        PooledTicket(Wanted wanted) {
            this.wanted = wanted;
        }

        @Override
        public Turn next() {
            lock.lock();
            try {
                throwIfClosed();
                if (place == null) {
                    serve();
                    CredentialState state = roster.take(wanted, clock.instant());
                    if (state != null) {
                        return new Turn.Granted(new PooledLease(state, wanted.model()));
                    }
                    place = join();
                }
                return await(place);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed && place != null) {
                    leave(place);
                }
                closed = true;
            } finally {
                lock.unlock();
            }
        }

        private WaitLine.Place join() {
            ChatException hopeless = roster.hopeless(wanted, clock.instant());
            if (hopeless != null) {
                throw hopeless;
            }
            if (line.size() >= roster.maxWaiting()) {
                throw refusals.busy(line.size());
            }
            return line.join(wanted, earlier(wanted.deadline(), clock.instant().plus(settings.queueTimeout())));
        }

        private Turn await(WaitLine.Place place) {
            while (true) {
                Turn turn = place.turn();
                if (turn != null) {
                    return turn;
                }
                Instant now = clock.instant();
                if (!now.isBefore(place.end())) {
                    leave(place);
                    throw refusals.busy(line.size());
                }
                pause(
                        place,
                        Duration.between(
                                now, place.isFirst() ? earlier(roster.restEnds(now), place.end()) : place.end()));
                throwIfClosed();
            }
        }

        /** Waits for a change. The first in line also sees to it that a rest that is over is noticed. */
        private void pause(WaitLine.Place place, Duration atMost) {
            try {
                place.await(atMost);
            } catch (InterruptedException e) {
                close();
                throw ChatException.cancelled();
            }
            if (place.isFirst()) {
                serve();
            }
        }

        private void leave(WaitLine.Place place) {
            Lease unused = place.takeBack();
            line.leave(place);
            if (unused != null) {
                unused.close();
            }
            serve();
        }

        private void throwIfClosed() {
            if (closed) {
                throw ChatException.cancelled();
            }
        }
    }

    /** Returned once; its first outcome counts. The pool's lock guards it. */
    private final class PooledLease implements Lease {
        private final CredentialState state;
        private final String model;
        private boolean settled;
        private boolean returned;

        PooledLease(CredentialState state, String model) {
            this.state = state;
            this.model = model;
        }

        /** The same, as if it had been given back already. */
        Lease returned() {
            returned = true;
            return this;
        }

        @Override
        public Credential credential() {
            lock.lock();
            try {
                return state.credential();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void renew(Secret secret) {
            lock.lock();
            try {
                state.renew(secret);
            } finally {
                lock.unlock();
            }
            onRenewed.accept(credential().id(), secret);
        }

        @Override
        public void succeeded() {
            settle(() -> state.succeeded(model));
        }

        @Override
        public void failed(ChatException cause) {
            settle(() -> state.failed(model, cause, clock.instant()));
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!returned) {
                    returned = true;
                    state.end();
                    roster.returned(state);
                    serve();
                }
            } finally {
                lock.unlock();
            }
        }

        private void settle(Runnable outcome) {
            lock.lock();
            try {
                if (!settled && !returned) {
                    settled = true;
                    outcome.run();
                    serve();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
