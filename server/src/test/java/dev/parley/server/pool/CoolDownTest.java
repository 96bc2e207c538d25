package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static dev.parley.server.pool.Outcomes.unreachable;
import static dev.parley.server.pool.PoolBench.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("BAN-05, BAN-06, POOL-04: short rests, what they rest, and what callers hear meanwhile")
class CoolDownTest {
    private final PoolBench bench = new PoolBench();

    @ParameterizedTest
    @ValueSource(ints = {429, 403, 500})
    @DisplayName("BAN-05: 2 s, doubling to 60 s; a success starts anew")
    void doublesRests(int status) {
        LeasingPool pool = bench.withoutBans().pool("a");
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            bench.fail(pool, "m", status(status));
            assertThat(wait(pool)).isEqualTo(Duration.ofSeconds(seconds));
            bench.clock.advance(Duration.ofSeconds(seconds));
        }
        bench.use(pool);
        bench.fail(pool, "m", status(status));
        assertThat(wait(pool)).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest(name = "{0} rests {1}")
    @CsvSource({"429, model", "401, credential", "402, credential", "403, credential", "500, credential"})
    @DisplayName("POOL-04: a rate limit rests the credential for its model, other failures for all")
    void restsByScope(int status, String scope) {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, "m", status(status));
        assertThat(bench.refusal(pool)).isNotNull();
        assertThat(view(pool, "a").healthy()).isEqualTo(scope.equals("model"));
    }

    @ParameterizedTest
    @CsvSource({"429, 429, ERROR_CODE_RATE_LIMITED", "429, 500, ERROR_CODE_UNAVAILABLE"})
    @DisplayName("BAN-06: when all are cooled the answer comes at once, with the soonest end as Retry-After")
    void refusesAtOnce(int first, int second, ErrorCode code) {
        LeasingPool pool = bench.pool("a", "b");
        bench.fail(pool, "m", status(first, Duration.ofSeconds(40)));
        bench.fail(pool, "m", status(second));
        bench.fail(pool, "other", status(429, Duration.ofSeconds(1)));
        bench.clock.advance(Duration.ofSeconds(1));
        ChatException refusal = Objects.requireNonNull(bench.refusal(pool));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pool.status().waiting()).isZero();
    }

    @Test
    @DisplayName("BAN-06: if wanted, the credential that worked last is tried while only the host's failures rest it")
    void triesLastKnownGood() {
        LeasingPool pool = bench.lastKnownGood().pool("a", "b", "c");
        bench.use(pool);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.use(pool);
        bench.fail(pool, "m", status(403));
        bench.fail(pool, "m", status(500));
        bench.fail(pool, "m", status(500));
        try (Lease lease = bench.lease(pool)) {
            assertThat(lease.credential().id()).isEqualTo("b");
            assertThat(lease.reason()).isEqualTo(Lease.Reason.LAST_KNOWN_GOOD);
        }
        pool.disable("b");
        assertThat(bench.use(pool)).isEqualTo("a");
        pool.disable("a");
        assertThat(bench.refusal(pool))
                .as("c was rejected, which is no fault of the host")
                .isNotNull();
    }

    @Test
    @DisplayName("BAN-06: a banned credential is never tried, whatever banned it")
    void neverTriesBanned() {
        LeasingPool pool = bench.lastKnownGood().pool("a");
        bench.fail(pool, 10, status(500));
        assertThat(view(pool, "a").autoBanned()).isTrue();
        assertThat(wait(pool)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    @DisplayName("POOL-04: a host that is not reached rests the provider, and stands against no credential")
    void breaksTheCircuit() {
        LeasingPool pool = bench.breaker(3, 0).pool("a", "b");
        bench.fail(pool, "m", unreachable());
        bench.fail(pool, "m", unreachable());
        bench.fail(pool, "m", status(429));
        bench.fail(pool, "m", unreachable());
        bench.fail(pool, "m", unreachable());
        assertThat(bench.refusal(pool))
                .as("an answer between them, be it an error")
                .isNull();
        bench.fail(pool, "other", unreachable());
        ChatException refusal = Objects.requireNonNull(bench.refusal(pool));
        assertThat(refusal).hasMessageContaining("providers.up.pool.breaker");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pool.credentials()).allMatch(CredentialView::healthy);
        bench.clock.advance(Duration.ofSeconds(5));
        bench.fail(pool, "other", unreachable());
        assertThat(bench.refusal(pool)).as("one more failure opens it anew").isNotNull();
        bench.clock.advance(Duration.ofSeconds(5));
        bench.use(pool);
        bench.fail(pool, "other", unreachable());
        assertThat(bench.refusal(pool)).as("a success closes it").isNull();
    }

    @Test
    @DisplayName("POOL-04: without a breaker it counts as a failure of the host")
    void countsUnreachable_withoutBreaker() {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, "m", unreachable());
        assertThat(wait(pool)).isEqualTo(Duration.ofSeconds(2));
    }

    private Duration wait(LeasingPool pool) {
        return Objects.requireNonNull(
                Objects.requireNonNull(bench.refusal(pool)).retryAfter());
    }
}
