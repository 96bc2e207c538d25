package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static dev.parley.server.pool.PoolBench.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("BAN-03: the health score, 0 to 1")
class HealthScoreTest {
    private final PoolBench bench = new PoolBench();

    @ParameterizedTest
    @CsvSource({
        // successes, outcomes, weight, in a row, recency, quota, score
        "0,   0,   0, 0, 1,   1,   1.0",
        "100, 100, 0, 0, 1,   1,   1.0",
        "0,   1,   1, 1, 0,   1,   0.45",
        "9,   10,  1, 1, 0,   1,   0.6136",
        "9,   10,  0, 1, 1,   1,   0.8636",
        "5,   10,  0, 0, 1,   1,   0.8182",
        "0,   10,  9, 5, 0,   1,   0.0726",
        "100, 100, 0, 0, 1,   0.5, 0.5",
        "100, 100, 0, 0, 1,   0,   0.0"
    })
    void followsTheFormula(
            long successes, long outcomes, double weight, int inARow, double recency, double quota, double score) {
        assertThat(HealthScore.of(successes, outcomes, weight, inARow, recency, quota))
                .isCloseTo(score, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "402, 4", "401, 4", "403, 2", "500, 1"})
    @DisplayName("BAN-03: a failure weighs by its kind, and half of that ten minutes later")
    void weighsByKindAndAge(int status, double weight) {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, "m", status(status));
        assertThat(view(pool, "a").failureWeight()).isCloseTo(weight, within(1e-9));
        bench.clock.advance(Duration.ofMinutes(10));
        assertThat(view(pool, "a").failureWeight()).isCloseTo(weight / 2, within(1e-9));
        bench.clock.advance(Duration.ofMinutes(20));
        assertThat(view(pool, "a").failureWeight()).isCloseTo(weight / 8, within(1e-9));
    }

    @Test
    @DisplayName("BAN-03: the last failure counts less the longer ago it was")
    void recoversWithTime() {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, "m", status(500));
        double then = view(pool, "a").healthScore();
        bench.clock.advance(Duration.ofMinutes(10));
        double later = view(pool, "a").healthScore();
        bench.clock.advance(Duration.ofHours(10));
        double muchLater = view(pool, "a").healthScore();
        bench.use(pool);
        assertThat(then).isCloseTo(0.45, within(1e-9));
        // success 1/2, weight 1/2, one in a row, recency 1/2
        assertThat(later).isCloseTo(0.55, within(1e-9));
        assertThat(muchLater).isCloseTo(0.7, within(1e-6));
        assertThat(view(pool, "a").healthScore()).isGreaterThan(muchLater);
    }

    @Test
    @DisplayName("BAN-03: a rate limit halves it while it lasts, a used-up quota makes it 0")
    void countsQuota() {
        LeasingPool pool = bench.pool("a");
        bench.fail(pool, "m", status(429, Duration.ofMinutes(1)));
        assertThat(view(pool, "a").healthScore()).isCloseTo(0.225, within(1e-9));
        assertThat(view(pool, "a").healthy()).as("other models are not limited").isTrue();
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(view(pool, "a").healthScore()).isGreaterThan(0.45);
        bench.fail(pool, "m", status(402));
        assertThat(view(pool, "a").healthScore()).isZero();
    }
}
