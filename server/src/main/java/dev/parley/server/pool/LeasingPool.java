package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The one engine behind every pool (POOL-01).
 *
 * <p>A credential is <em>fit</em> for a call when it is neither disabled nor banned and nothing rests it (see
 * {@link Cooling} and {@link Bans}), it is under its limit, and the call has neither tried it nor pinned another. A
 * call takes the fit credential that its session had ({@link Sticky}), else the one that {@link Selection} says, waits
 * in line when all that are not resting are at their limit, and is refused when none is left. Whoever frees a
 * credential hands it to the first in line that it is fit for, so that nobody waits while one is free ({@link Desk}).
 *
 * <p>Leases refer to the credential's state, not to the list, so that a reload leaves open calls alone: a credential
 * that is still there keeps its counts, bans and cool-downs, one that is gone drains (POOL-03, DS-16).
 */
public final class LeasingPool implements CredentialPool {
    private final PoolKind kind;
    private final boolean sticky;
    private final Desk desk;
    private volatile Consumer<Lease> renewal = lease -> {};

    /** A pool for one provider's credentials that remembers nothing; {@code provider} is for messages. */
    public LeasingPool(
            String provider,
            PoolKind kind,
            Collection<Credential> credentials,
            PoolSettings settings,
            InstantSource clock) {
        this(
                provider,
                kind,
                credentials,
                settings,
                clock,
                CredentialMemory.NONE,
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** The same with a memory for what must survive a restart, and with what picks at random. */
    public LeasingPool(
            String provider,
            PoolKind kind,
            Collection<Credential> credentials,
            PoolSettings settings,
            InstantSource clock,
            CredentialMemory memory,
            RandomGenerator random) {
        this.kind = kind;
        this.sticky = settings.sticky().enabled();
        this.desk = new Desk(new Refusals(provider, kind), settings, clock, memory, random);
        desk.replace(credentials);
    }

    /**
     * Tells the id and the new secret of each credential that a lease renews. Called outside the pool's lock; must not
     * block.
     */
    public void onRenewed(BiConsumer<String, Secret> listener) {
        desk.onRenewed(listener);
    }

    /** Tells that a failure put a credential to rest. Called outside the pool's lock; must not block. */
    public void onRest(Runnable listener) {
        desk.onRest(listener);
    }

    /** How long it is until each credential may be lent again, for some model at least; zero if none rests. */
    public Duration longestRest() {
        return desk.locked(() -> desk.roster().longestRest(desk.now()));
    }

    /**
     * What renews a credential's token, if it has run out, when its ban is over (BAN-02): it is given a lease that
     * takes no slot, may block, and throws a failure with blame CREDENTIAL if the token cannot be renewed. Called by
     * {@link #sweep()} alone.
     */
    public void onRecovery(Consumer<Lease> renewer) {
        renewal = renewer;
    }

    /**
     * Takes a new list of credentials. What is known of those that stay is kept, and so is a token that a log-in gave;
     * another password or another token that is not empty is taken over. Those that go drain.
     */
    public void replace(Collection<Credential> credentials) {
        desk.replace(credentials);
    }

    /** Forgets every cool-down, rejection and ban (MG-12). */
    public void reset() {
        desk.locked(() -> {
            desk.roster().reset();
            desk.serve();
        });
    }

    @Override
    public Ticket ask(Wanted wanted) {
        return new LineTicket(desk, wanted);
    }

    @Override
    public boolean hasAccounts() {
        return kind == PoolKind.ACCOUNTS;
    }

    @Override
    public boolean isSticky() {
        return sticky;
    }

    @Override
    public int size() {
        return desk.locked(() -> Math.max(1, desk.roster().size()));
    }

    @Override
    public Credential any() {
        return desk.locked(() -> desk.roster().any(desk.now()));
    }

    /** Whether the host fails, so that only one call after another tries it. */
    public boolean isBroken() {
        return desk.locked(() -> desk.roster().breaker().isOpen());
    }

    /** How the pool stands. */
    public PoolStatus status() {
        return desk.locked(() -> desk.roster().status(desk.now(), desk.waiting()));
    }

    /** How each credential stands, in the order of the list. */
    public List<CredentialView> credentials() {
        return desk.locked(() -> desk.roster().views(kind, desk.now()));
    }

    /**
     * A lease of the credential with this id that takes no slot and counts neither for nor against it: for questions
     * that are not chat turns. Empty: there is none.
     */
    public Optional<Lease> beside(String id) {
        return desk.locked(() -> desk.roster().find(id).map(this::beside));
    }

    private Lease beside(CredentialState state) {
        return new PooledLease(desk, new Choice(state, Lease.Reason.PINNED, 0), "").returned();
    }

    /** Lends this credential no more; calls that run go on. False: there is none with this id. */
    public boolean disable(String id) {
        return desk.locked(() -> desk.roster().disable(id, true) && desk.served());
    }

    /** Lends it again, once no ban is left. False: there is none with this id. */
    public boolean enable(String id) {
        return desk.locked(() -> desk.roster().disable(id, false) && desk.served());
    }

    /**
     * Lifts its ban and forgets its cool-downs and failures; one that is disabled stays so. False: there is none with
     * this id.
     */
    public boolean recover(String id) {
        return desk.locked(() -> desk.roster().recover(id) && desk.served());
    }

    /** Recovers all that are banned; tells how many they were. */
    public int recoverAll() {
        return desk.locked(() -> {
            int recovered = desk.roster().recoverBanned(desk.now());
            desk.serve();
            return recovered;
        });
    }

    /**
     * Lifts the bans that are over, of credentials that nobody has asked for since; has their tokens renewed before,
     * and bans those anew whose token is refused. Blocks while tokens are renewed. Tells how many were lifted.
     */
    public int sweep() {
        List<CredentialState> over = desk.locked(() -> desk.roster().bansOver(desk.now()));
        int lifted = 0;
        for (CredentialState state : over) {
            lifted += sweep(state) ? 1 : 0;
        }
        return lifted;
    }

    private boolean sweep(CredentialState state) {
        boolean renewed = isRenewed(state);
        return desk.locked(() -> desk.roster().endBan(state, renewed, desk.now()) && desk.served());
    }

    /** Only a refusal tells something of the credential; what else fails may work when it is used. */
    private boolean isRenewed(CredentialState state) {
        try {
            renewal.accept(beside(state));
            return true;
        } catch (ChatException e) {
            return FailureKind.of(e) != FailureKind.UNAUTHORIZED;
        }
    }
}
