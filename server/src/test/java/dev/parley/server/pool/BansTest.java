package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static dev.parley.server.pool.PoolBench.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("BAN-01, BAN-02: what bans a credential, and for how long")
class BansTest {
    private final PoolBench bench = new PoolBench();

    @ParameterizedTest(name = "{0}: after {1}, for {2} min")
    @CsvSource({
        "429, 3, 30, 3 × rate-limited, ERROR_CODE_RATE_LIMITED",
        "403, 5, 60, 5 × forbidden, ERROR_CODE_UNAVAILABLE",
        "401, 3, 120, 3 × unauthorized, ERROR_CODE_UNAVAILABLE",
        "500, 10, 15, 10 × failed, ERROR_CODE_UNAVAILABLE",
        "503, 10, 15, 10 × failed, ERROR_CODE_UNAVAILABLE"
    })
    void bansByStatus(int status, int count, int minutes, String reason, ErrorCode refused) {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, count - 1, status(status));
        assertThat(view(pool, "a").autoBanned()).isFalse();
        bench.fail(pool, 1, status(status));
        Instant end = bench.clock.instant().plus(Duration.ofMinutes(minutes));
        CredentialView banned = view(pool, "a");
        assertThat(banned.autoBanned()).isTrue();
        assertThat(banned.banUntil()).isEqualTo(end);
        assertThat(banned.bannedReason()).isEqualTo(reason);
        assertThat(banned.healthScore()).isZero();
        assertThat(banned.healthy()).isFalse();
        bench.clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
        ChatException refusal = Objects.requireNonNull(bench.refusal(pool));
        assertThat(refusal.code()).isEqualTo(refused);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bench.use(pool)).as("lifted when it is asked for").isEqualTo("a");
        assertThat(view(pool, "a").autoBanned()).isFalse();
    }

    @Test
    @DisplayName("BAN-01: 10 failures in a row of whatever kind ban for 1 h")
    void bansAfterTenInARow() {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, 2, status(429));
        bench.fail(pool, 4, status(403));
        bench.fail(pool, 2, status(401));
        bench.fail(pool, 1, status(500));
        assertThat(view(pool, "a").autoBanned()).isFalse();
        bench.fail(pool, 1, status(502));
        assertThat(view(pool, "a").bannedReason()).isEqualTo("10 × failed in a row");
        assertThat(view(pool, "a").banUntil()).isEqualTo(bench.clock.instant().plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 403, 401, 500})
    @DisplayName("BAN-01: a success begins the count anew")
    void countsSinceLastSuccess(int status) {
        LeasingPool pool = bench.pool("a");
        for (int round = 0; round < 5; round++) {
            bench.fail(pool, 2, status(status));
            bench.clock.advance(PoolBench.CALM);
            bench.use(pool);
        }
        assertThat(view(pool, "a").autoBanned()).isFalse();
        assertThat(view(pool, "a").consecutiveFails()).isZero();
        assertThat(view(pool, "a").failureCount()).isEqualTo(10);
    }

    @ParameterizedTest(name = "told {0} s, banned for {1} s")
    @CsvSource({"90, 90", "0, 1", "36000, 36000", "300000, 86400"})
    @DisplayName("BAN-01: the host's Retry-After beats the table, within a second and a day")
    void bansForRetryAfter(int told, int banned) {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, 2, status(429));
        bench.fail(pool, 1, status(429, Duration.ofSeconds(told)));
        assertThat(view(pool, "a").banUntil()).isEqualTo(bench.clock.instant().plusSeconds(banned));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    @DisplayName("BAN-01, POOL-05: the caller's faults and cancellations never count, and rest nothing")
    void ignoresCallersFaults(int status) {
        LeasingPool pool = bench.pool("a");
        for (int i = 0; i < 50; i++) {
            bench.fail(pool, "m", status(status));
            bench.fail(pool, "m", ChatException.cancelled());
            bench.lease(pool).close();
        }
        CredentialView view = view(pool, "a");
        assertThat(view.autoBanned()).isFalse();
        assertThat(view.healthy()).isTrue();
        assertThat(view.failureCount()).isZero();
        assertThat(view.totalRequests()).isEqualTo(150);
        assertThat(view.healthScore()).isEqualTo(1);
    }

    @Test
    @DisplayName("BAN-01: rate limits count for each family of models, and only that one's success forgives them")
    void countsLimitsByFamily() {
        LeasingPool pool = bench.pool("a");
        for (int i = 0; i < 2; i++) {
            bench.fail(pool, "gemini-2.5-pro", status(429));
            bench.fail(pool, "gemini-2.5-flash", status(429));
            bench.clock.advance(PoolBench.CALM);
        }
        bench.use(pool, "gemini-2.5-flash", "");
        assertThat(view(pool, "a").autoBanned()).isFalse();
        bench.fail(pool, "gemini-2.5-flash", status(429));
        bench.fail(pool, "gemini-3-pro-preview", status(429));
        assertThat(view(pool, "a").bannedReason()).isEqualTo("3 × rate-limited");
    }

    @Test
    @DisplayName("BAN-01: calls that were under way when it was banned do not prolong the ban")
    void countsNothingWhileBanned() {
        LeasingPool pool = bench.pool("a");
        Lease late = bench.lease(pool);
        bench.fail(pool, 3, status(429));
        Instant end = view(pool, "a").banUntil();
        bench.clock.advance(Duration.ofMinutes(5));
        late.failed(status(429));
        late.close();
        assertThat(view(pool, "a").banUntil()).isEqualTo(end);
    }

    @Test
    @DisplayName("BAN-01: nothing bans unless it is switched on")
    void bansNobody_whenOff() {
        LeasingPool pool = bench.withoutBans().pool("a");
        bench.fail(pool, 50, status(429));
        bench.fail(pool, 50, status(401));
        assertThat(view(pool, "a").autoBanned()).isFalse();
    }

    @Test
    @DisplayName("BAN-02: when a ban is over, what stood against the credential is forgotten")
    void startsAnew_afterBan() {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, 3, status(401));
        bench.clock.advance(Duration.ofHours(2));
        bench.fail(pool, 2, status(401));
        assertThat(view(pool, "a").autoBanned()).as("two of three").isFalse();
        assertThat(view(pool, "a").consecutiveFails()).isEqualTo(2);
        bench.fail(pool, 1, status(401));
        assertThat(view(pool, "a").autoBanned()).isTrue();
    }
}
