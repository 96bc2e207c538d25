package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.RetrySettings.Budget;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("faults 7: at most a part of a window's attempts follow failures of the host")
class RetryBudgetTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final RetryBudget budget = new RetryBudget(clock);

    @ParameterizedTest(name = "{0} attempts: {1} repeats")
    @CsvSource({"1, 10", "100, 10", "109, 10", "110, 11", "1000, 100"})
    void allowsAPart_andSomeInAnyCase(int attempts, int repeats) {
        Budget limits = new Budget(10, 10, WINDOW);
        for (int i = 0; i < attempts; i++) {
            assertThat(budget.spend(limits, false)).isTrue();
        }
        assertThat(allowed(limits, attempts + 20)).isEqualTo(repeats);
        clock.advance(WINDOW);
        assertThat(allowed(limits, 20)).as("in the next window").isEqualTo(10);
    }

    @Test
    void allowsAll_withoutAWindow() {
        assertThat(allowed(Budget.NONE, 1000)).isEqualTo(1000);
    }

    private long allowed(Budget limits, int asked) {
        return IntStream.range(0, asked).filter(i -> budget.spend(limits, true)).count();
    }
}
