package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static dev.parley.server.pool.PoolBench.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BAN-02, MA-23, MA-24, MA-50: bans that end, are lifted, and outlast a restart")
class BanRecoveryTest {
    private final PoolBench bench = new PoolBench();

    @Test
    @DisplayName("BAN-02: a sweep lifts what is over, and nothing else")
    void sweepsWhatIsOver() {
        LeasingPool pool = bench.pool("a", "b");
        ban(pool, "b", 403, 5);
        ban(pool, "a", 429, 3);
        assertThat(pool.sweep()).isZero();
        bench.clock.advance(Duration.ofMinutes(30));
        assertThat(pool.sweep()).isEqualTo(1);
        assertThat(pool.sweep()).isZero();
        assertThat(view(pool, "a").consecutiveFails()).isZero();
        assertThat(view(pool, "a").failureWeight()).isZero();
        assertThat(view(pool, "a").healthy()).isTrue();
        assertThat(view(pool, "b").autoBanned()).isTrue();
    }

    @Test
    @DisplayName("BAN-02: the token is renewed first, then the counts are cleared")
    void renewsBeforeLifting() {
        LeasingPool pool = bench.pool("a");
        List<Integer> countsAtRenewal = new ArrayList<>();
        pool.onRecovery(lease -> {
            countsAtRenewal.add(view(pool, "a").consecutiveFails());
            lease.renew(Secret.of("secret-that-is-new"));
        });
        ban(pool, "a", 401, 3);
        bench.clock.advance(Duration.ofHours(2));
        assertThat(pool.sweep()).isEqualTo(1);
        assertThat(countsAtRenewal).containsExactly(3);
        assertThat(view(pool, "a").consecutiveFails()).isZero();
        assertThat(bench.lease(pool).credential().secret().reveal()).isEqualTo("secret-that-is-new");
    }

    @Test
    @DisplayName("BAN-02: a token that the host refuses to renew bans anew, as a 401 does; another failure does not")
    void bansAnew_whenTokenIsRefused() {
        LeasingPool pool = bench.pool("a");
        pool.onRecovery(lease -> {
            throw status(401);
        });
        ban(pool, "a", 429, 3);
        bench.clock.advance(Duration.ofMinutes(30));
        assertThat(pool.sweep()).isZero();
        assertThat(view(pool, "a").bannedReason()).isEqualTo("its token cannot be renewed");
        assertThat(view(pool, "a").banUntil()).isEqualTo(bench.clock.instant().plus(Duration.ofHours(2)));
        pool.onRecovery(lease -> {
            throw status(503);
        });
        bench.clock.advance(Duration.ofHours(2));
        assertThat(pool.sweep()).isEqualTo(1);
        assertThat(view(pool, "a").healthy()).isTrue();
    }

    @Test
    @DisplayName("MA-23: disabling lets running calls finish and refuses new ones; enabling does not lift a ban")
    void disables() {
        LeasingPool pool = bench.pool("a");
        Lease running = bench.lease(pool);
        assertThat(pool.disable("a")).isTrue();
        assertThat(Objects.requireNonNull(bench.refusal(pool))).hasMessageContaining("1 are disabled");
        running.succeeded();
        running.close();
        assertThat(view(pool, "a").successCount()).isEqualTo(1);
        assertThat(view(pool, "a").disabled()).isTrue();
        assertThat(pool.status().available()).isZero();
        assertThat(pool.enable("a")).isTrue();
        assertThat(bench.use(pool)).isEqualTo("a");
        ban(pool, "a", 429, 3);
        pool.disable("a");
        pool.enable("a");
        assertThat(view(pool, "a").autoBanned()).isTrue();
        assertThat(bench.refusal(pool)).isNotNull();
    }

    @Test
    @DisplayName("MA-24: recovering lifts ban, counts and cool-down, and does not enable")
    void recovers() {
        LeasingPool pool = bench.pool("a");
        ban(pool, "a", 429, 3);
        pool.disable("a");
        assertThat(pool.recover("a")).isTrue();
        CredentialView view = view(pool, "a");
        assertThat(view.autoBanned()).isFalse();
        assertThat(view.bannedReason()).isEmpty();
        assertThat(view.consecutiveFails()).isZero();
        assertThat(view.failureWeight()).isZero();
        assertThat(view.failureCount())
                .as("what was counted since the start stays")
                .isEqualTo(3);
        assertThat(view.disabled()).isTrue();
        pool.enable("a");
        assertThat(bench.use(pool)).as("no cool-down is left").isEqualTo("a");
    }

    @Test
    @DisplayName("MA-24: recovering all counts the banned ones alone")
    void recoversAll() {
        LeasingPool pool = bench.pool("a", "b", "c");
        ban(pool, "a", 429, 3);
        ban(pool, "c", 401, 3);
        bench.fail(pool, "m", status(429));
        assertThat(pool.recoverAll()).isEqualTo(2);
        assertThat(pool.recoverAll()).isZero();
        assertThat(pool.credentials()).noneMatch(CredentialView::autoBanned);
    }

    @Test
    @DisplayName("MA-23: nobody is told that an id is known that is not")
    void saysWhatIsUnknown() {
        LeasingPool pool = bench.pool("a");
        assertThat(pool.disable("x")).isFalse();
        assertThat(pool.enable("x")).isFalse();
        assertThat(pool.recover("x")).isFalse();
    }

    @Test
    @DisplayName("MA-50: what is disabled or banned stays so over a restart; a ban that ran out meanwhile does not")
    void remembersOverRestart() {
        KeptMarks memory = new KeptMarks();
        LeasingPool pool = bench.memory(memory).pool("a", "b", "c", "d");
        ban(pool, "c", 429, 3);
        ban(pool, "b", 401, 3);
        pool.disable("a");
        bench.clock.advance(Duration.ofMinutes(30));
        LeasingPool next = bench.pool("a", "b", "c", "d");
        assertThat(view(next, "a").disabled()).isTrue();
        assertThat(view(next, "b").banUntil()).isEqualTo(view(pool, "b").banUntil());
        assertThat(view(next, "b").bannedReason()).isEqualTo("3 × unauthorized");
        assertThat(view(next, "c").autoBanned()).isFalse();
        next.recover("b");
        next.enable("a");
        assertThat(memory.marks()).as("nothing is left to be kept").isEmpty();
    }

    @Test
    @DisplayName("MA-50: the memory is told once for each change")
    void tellsTheMemory() {
        KeptMarks memory = new KeptMarks();
        LeasingPool pool = bench.memory(memory).pool("a", "b");
        bench.use(pool);
        bench.fail(pool, "m", status(500));
        assertThat(memory.writes()).as("nothing that must survive has changed").isZero();
        pool.disable("a");
        pool.disable("a");
        assertThat(memory.writes()).isEqualTo(1);
        ban(pool, "b", 429, 3);
        assertThat(memory.writes()).isEqualTo(2);
    }

    @Test
    @DisplayName("MA-50: the memory is not told under the lock: another thread may use the pool meanwhile")
    void tellsTheMemoryOutsideTheLock() {
        List<PoolStatus> seen = new ArrayList<>();
        LeasingPool[] pools = new LeasingPool[1];
        CredentialMemory memory = new CredentialMemory() {
            @Override
            public List<CredentialMark> load() {
                return List.of();
            }

            @Override
            public void changed(Supplier<List<CredentialMark>> marks) {
                seen.add(CompletableFuture.supplyAsync(() -> pools[0].status())
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join());
            }
        };
        pools[0] = bench.memory(memory).pool("a");
        ban(pools[0], "a", 429, 3);
        pools[0].recoverAll();
        assertThat(seen).hasSize(2);
    }

    @Test
    @DisplayName("POOL-03: a reload keeps bans and counts; one that goes and comes back has kept its marks")
    void keepsBans_overReload() {
        LeasingPool pool = bench.pool("a", "b");
        ban(pool, "a", 429, 3);
        pool.disable("b");
        pool.replace(PoolBench.credentials("b", "a"));
        assertThat(view(pool, "a").autoBanned()).isTrue();
        assertThat(view(pool, "a").failureCount()).isEqualTo(3);
        pool.replace(List.of());
        pool.replace(PoolBench.credentials("a", "b"));
        assertThat(view(pool, "a").autoBanned()).isTrue();
        assertThat(view(pool, "b").disabled()).isTrue();
    }

    @Test
    @DisplayName("POOL-03: another secret under the same id lifts the ban")
    void liftsBan_whenSecretChanges() {
        LeasingPool pool = bench.pool("a");
        ban(pool, "a", 401, 3);
        pool.replace(List.of(new Credential("a", Secret.of("secret-that-is-new"))));
        assertThat(bench.use(pool)).isEqualTo("a");
    }

    /** Fails this one alone until it is banned. */
    private void ban(LeasingPool pool, String id, int status, int count) {
        for (int i = 0; i < count; i++) {
            bench.clock.advance(PoolBench.CALM);
            Wanted wanted = new Wanted("m", id, Set.of(), false, bench.clock.instant());
            try (Lease lease = ((Turn.Granted) pool.ask(wanted).next()).lease()) {
                lease.failed(status(status));
            }
        }
        assertThat(view(pool, id).autoBanned()).isTrue();
    }
}
