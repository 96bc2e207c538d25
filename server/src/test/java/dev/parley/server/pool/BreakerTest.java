package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static dev.parley.server.pool.Outcomes.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("faults 7: a host that fails is left alone, and tried by one call after another")
class BreakerTest {
    private static final Duration LASTS = Pools.breaker(0, 0).lasts();

    private final PoolBench bench = new PoolBench().withoutBans().breaker(0, 50);

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({"5, 10, true", "4, 10, false", "9, 9, false", "10, 20, true"})
    void opensByTheirPart_whenThereAreEnough(int failed, int all, boolean opens) {
        LeasingPool pool = bench.pool(names());
        for (int i = 0; i < all - failed; i++) {
            bench.use(pool);
        }
        for (int i = 0; i < failed; i++) {
            bench.fail(pool, "m", status(500));
        }
        assertThat(pool.isBroken()).isEqualTo(opens);
    }

    @Test
    void countsAnew_whenTheWindowIsOver() {
        LeasingPool pool = bench.pool(names());
        for (int i = 0; i < 40; i++) {
            bench.fail(pool, "m", status(i % 2 == 0 ? 500 : 400));
            bench.clock.advance(Duration.ofSeconds(2));
        }
        assertThat(pool.isBroken()).isFalse();
    }

    @Test
    void opens_whenTheHostRestsEveryCredential() {
        LeasingPool pool = bench.pool("a", "b");
        bench.fail(pool, "m", status(500));
        assertThat(pool.isBroken()).isFalse();
        bench.fail(pool, "m", unreachable());
        assertThat(pool.isBroken()).isTrue();
        assertThat(bench.refusal(pool)).hasMessageContaining("providers.up.pool.breaker");
        assertThat(Objects.requireNonNull(bench.refusal(pool)).retryAfter()).isEqualTo(LASTS);
    }

    @Test
    void letsOneCallTry_eachTimeItsPauseIsOver() {
        LeasingPool pool = broken();
        for (int i = 0; i < 5; i++) {
            assertThat(bench.refusal(pool)).isNotNull();
            bench.clock.advance(LASTS);
            try (Lease trial = bench.lease(pool)) {
                assertThat(bench.refusal(pool)).as("one at a time").isNotNull();
                trial.failed(status(503));
            }
        }
    }

    @Test
    void closes_asSoonAsATrialIsAnswered_andForgetsWhatTheHostDid() {
        LeasingPool pool = broken();
        bench.clock.advance(LASTS);
        try (Lease trial = bench.lease(pool)) {
            trial.answered();
            assertThat(pool.isBroken()).isFalse();
            assertThat(pool.credentials()).allMatch(CredentialView::healthy);
        }
    }

    @Test
    @DisplayName("POOL-05: an answer is one, also if it refuses the request")
    void closes_whenATrialIsRefused() {
        LeasingPool pool = broken();
        bench.clock.advance(LASTS);
        bench.fail(pool, "m", status(400));
        assertThat(pool.isBroken()).isFalse();
    }

    @Test
    void letsTheNextTry_whenATrialIsLeft() {
        LeasingPool pool = broken();
        bench.clock.advance(LASTS);
        bench.lease(pool).close();
        assertThat(bench.refusal(pool)).isNotNull();
        bench.clock.advance(LASTS);
        bench.use(pool);
        assertThat(pool.isBroken()).isFalse();
    }

    @Test
    void passesOverWhatBeganBefore() {
        LeasingPool pool = bench.pool("a", "b");
        Lease early = bench.lease(pool);
        Lease other = bench.lease(pool);
        bench.fail(pool, "m", status(500));
        bench.fail(pool, "m", status(500));
        early.succeeded();
        assertThat(pool.isBroken()).as("an answer to what was asked before").isTrue();
        bench.clock.advance(LASTS);
        bench.use(pool);
        other.failed(status(500));
        assertThat(pool.isBroken()).as("a failure of what was asked before").isFalse();
    }

    @Test
    @DisplayName("MG-12: a reset closes it")
    void closes_onReset() {
        LeasingPool pool = broken();
        pool.reset();
        assertThat(bench.refusal(pool)).isNull();
    }

    private LeasingPool broken() {
        LeasingPool pool = bench.pool("a", "b");
        bench.fail(pool, "m", status(500));
        bench.fail(pool, "m", status(500));
        assertThat(pool.isBroken()).isTrue();
        return pool;
    }

    /** So many that the host's failures do not rest them all. */
    private static String[] names() {
        return "abcdefghijklmnopqrstuvwxyz".split("");
    }
}
