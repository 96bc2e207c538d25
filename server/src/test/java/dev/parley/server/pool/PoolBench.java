package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.PoolSettings.Cooldown;
import dev.parley.server.config.PoolSettings.Selection;
import dev.parley.server.config.QueueSize;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pool as profile gemini sets it, and short words for what tests do with it. Time stands still unless moved. */
final class PoolBench {
    static final Duration CALM = Duration.ofSeconds(60);

    final FakeClock clock = new FakeClock();
    private Selection selection = Selection.ROUND_ROBIN;
    private boolean bans = true;
    private boolean sticky;
    private boolean lastKnownGood;
    private PoolSettings.Breaker breaker = Pools.breaker(0, 0);
    private int maxInFlight;
    private int maxSessions = 10_000;
    private CredentialMemory memory = CredentialMemory.NONE;

    PoolBench selection(Selection wanted) {
        selection = wanted;
        return this;
    }

    PoolBench withoutBans() {
        bans = false;
        return this;
    }

    PoolBench sticky(int most) {
        sticky = true;
        maxSessions = most;
        return this;
    }

    PoolBench lastKnownGood() {
        lastKnownGood = true;
        return this;
    }

    PoolBench breaker(int after, int percent) {
        breaker = Pools.breaker(after, percent);
        return this;
    }

    PoolBench maxInFlight(int most) {
        maxInFlight = most;
        return this;
    }

    PoolBench memory(CredentialMemory kept) {
        memory = kept;
        return this;
    }

    /** A pool with a credential for each of these ids. */
    LeasingPool pool(String... ids) {
        Duration base = Duration.ofSeconds(2);
        Duration most = Duration.ofSeconds(60);
        PoolSettings settings = new PoolSettings(
                selection,
                maxInFlight,
                QueueSize.of(10),
                Duration.ofMinutes(1),
                new Cooldown(base, most, base, most, Duration.ofHours(24), 1, base, most),
                lastKnownGood,
                breaker,
                Pools.bans(bans),
                new PoolSettings.Sticky(sticky, Duration.ofSeconds(300), maxSessions));
        return new LeasingPool("up", PoolKind.KEYS, credentials(ids), settings, clock, memory, new Random(ids.length));
    }

    static List<Credential> credentials(String... ids) {
        return Stream.of(ids)
                .map(id -> new Credential(id, Secret.of("secret-of-" + id)))
                .toList();
    }

    Lease lease(LeasingPool pool, String model, String session) {
        Wanted wanted = new Wanted(model, "", session, Set.of(), false, clock.instant());
        return ((Turn.Granted) pool.ask(wanted).next()).lease();
    }

    Lease lease(LeasingPool pool) {
        return lease(pool, "m", "");
    }

    /** A call that works; the id of its credential. */
    String use(LeasingPool pool) {
        return use(pool, "m", "");
    }

    String use(LeasingPool pool, String model, String session) {
        try (Lease lease = lease(pool, model, session)) {
            lease.succeeded();
            return lease.credential().id();
        }
    }

    void fail(LeasingPool pool, String model, ChatException failure) {
        try (Lease lease = lease(pool, model, "")) {
            lease.failed(failure);
        }
    }

    /** Fails so often, each time after the longest short cool-down of the last. */
    void fail(LeasingPool pool, int times, ChatException failure) {
        for (int i = 0; i < times; i++) {
            clock.advance(CALM);
            fail(pool, "m", failure);
        }
    }

    /** How a call for a credential is refused; null: it is not. */
    @Nullable
    ChatException refusal(LeasingPool pool) {
        return catchThrowableOfType(ChatException.class, () -> lease(pool).close());
    }

    static CredentialView view(LeasingPool pool, String id) {
        List<CredentialView> found =
                pool.credentials().stream().filter(view -> view.id().equals(id)).toList();
        assertThat(found).as(id).hasSize(1);
        return found.getFirst();
    }
}
