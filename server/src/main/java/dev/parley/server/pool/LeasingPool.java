package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one engine behind every pool (POOL-01).
 *
 * <p>A credential is <em>fit</em> for a model when nothing rests it (see {@link CredentialState}) and it is under its
 * limit. A call takes the fit credential that {@link Selection} says, waits in line when all that are not resting are
 * at their limit, and is refused when none is left. One lock guards everything; it is held for a few instructions,
 * never while something else is waited for but the lock's own conditions.
 *
 * <p>Leases refer to the credential's state, not to the list, so that a reload leaves open calls alone: a credential
 * that is still there keeps its counts and cool-downs, one that is gone drains (POOL-03).
 */
public final class LeasingPool implements CredentialPool {
    private final String provider;
    private final PoolSettings settings;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Selection selection;
    private final WaitQueue queue;
    private List<CredentialState> states = List.of();

    /** A pool for one provider's credentials; {@code provider} is for messages. */
    public LeasingPool(
            String provider, Collection<Credential> credentials, PoolSettings settings, InstantSource clock) {
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
        this.selection = Selection.of(settings.selection());
        this.queue = new WaitQueue(lock);
        replace(credentials);
    }

    /** Takes a new list of credentials. What is known of those that stay is kept; those that go drain. */
    public void replace(Collection<Credential> credentials) {
        lock.lock();
        try {
            Map<String, CredentialState> known = new LinkedHashMap<>();
            states.forEach(state -> known.put(state.credential().id(), state));
            Map<String, CredentialState> next = new LinkedHashMap<>();
            for (Credential credential : credentials) {
                CredentialState state = known.get(credential.id());
                next.putIfAbsent(
                        credential.id(), state == null ? new CredentialState(credential, settings.cooldown()) : state);
            }
            states = List.copyOf(next.values());
            queue.wake();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets every cool-down and rejection (MG-12). */
    public void reset() {
        lock.lock();
        try {
            states.forEach(CredentialState::reset);
            queue.wake();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Lease acquire(String model, Set<String> tried, Instant deadline) {
        lock.lock();
        try {
            CredentialState state = queue.isEmpty() ? take(model, tried) : null;
            return new PooledLease(state == null ? await(model, tried, deadline) : state, model);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Credential any() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return states.stream()
                    .filter(state -> state.resting("", now) == null)
                    .findFirst()
                    .map(CredentialState::credential)
                    .orElse(new Credential("none", Secret.of("")));
        } finally {
            lock.unlock();
        }
    }

    /** How the pool stands. */
    public PoolStatus status() {
        lock.lock();
        try {
            Instant now = clock.instant();
            int resting = (int)
                    states.stream().filter(s -> s.resting("", now) != null).count();
            int inFlight = states.stream().mapToInt(CredentialState::inFlight).sum();
            return new PoolStatus(
                    states.size(), states.size() - resting, resting, inFlight, queue.size(), selection.index());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable CredentialState take(String model, Set<String> tried) {
        Instant now = clock.instant();
        List<CredentialState> fit = new ArrayList<>(states.size());
        for (CredentialState state : states) {
            if (!tried.contains(state.credential().id()) && state.resting(model, now) == null && hasRoom(state)) {
                fit.add(state);
            }
        }
        if (fit.isEmpty()) {
            return null;
        }
        CredentialState chosen = selection.choose(states, fit);
        chosen.begin(now);
        return chosen;
    }

    private boolean hasRoom(CredentialState state) {
        return settings.maxInFlight() == 0 || state.inFlight() < settings.maxInFlight();
    }

    /** Waits in line until a credential is fit. */
    private CredentialState await(String model, Set<String> tried, Instant deadline) {
        refuseIfNoneCanCome(model, tried);
        if (queue.size() >= settings.maxQueue()) {
            throw full();
        }
        Instant end = earlier(deadline, clock.instant().plus(settings.queueTimeout()));
        try (WaitQueue.Place place = queue.join()) {
            while (true) {
                CredentialState state = place.isFirst() ? take(model, tried) : null;
                if (state != null) {
                    return state;
                }
                refuseIfNoneCanCome(model, tried);
                Duration left = Duration.between(clock.instant(), end);
                if (left.isNegative() || left.isZero()) {
                    throw full();
                }
                place.await(left);
            }
        }
    }

    /** Waiting helps only while some credential is merely at its limit. */
    private void refuseIfNoneCanCome(String model, Set<String> tried) {
        Instant now = clock.instant();
        List<CredentialState> left = states.stream()
                .filter(state -> !tried.contains(state.credential().id()))
                .toList();
        if (left.stream().anyMatch(state -> state.resting(model, now) == null)) {
            return;
        }
        throw states.isEmpty() ? notConfigured() : resting(left, model, now);
    }

    private ChatException resting(List<CredentialState> left, String model, Instant now) {
        List<CredentialState.Rest> rests = left.stream()
                .map(state -> state.resting(model, now))
                .filter(Objects::nonNull)
                .toList();
        Optional<Instant> soonest =
                rests.stream().map(CredentialState.Rest::until).min(Comparator.naturalOrder());
        boolean limits = !rests.isEmpty() && rests.stream().allMatch(CredentialState.Rest::rateLimited);
        return ChatException.of(
                        limits ? ErrorCode.ERROR_CODE_RATE_LIMITED : ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        limits ? "rate_limit_exceeded" : "service_unavailable",
                        "No credential of provider '%s' is usable now: %d of %d rest after failures."
                                .formatted(provider, rests.size(), states.size()))
                .retryAfter(soonest.map(until -> Duration.between(now, until)).orElse(null))
                .build();
    }

    private ChatException notConfigured() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        "provider_not_configured",
                        "Provider '%s' has no credential (setting providers.%s.api-keys)."
                                .formatted(provider, provider))
                .build();
    }

    private ChatException full() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_RATE_LIMITED,
                        Blame.CREDENTIAL,
                        "account_pool_exhausted",
                        "Every credential of provider '%s' is busy and %d calls wait (setting providers.%s.pool)."
                                .formatted(provider, queue.size(), provider))
                .retryAfter(Duration.ofSeconds(1))
                .build();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
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
                    queue.wake();
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
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
