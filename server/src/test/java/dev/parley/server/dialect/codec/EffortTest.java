package dev.parley.server.dialect.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("E-RSN-4: efforts and budgets")
class EffortTest {
    @ParameterizedTest
    @EnumSource
    void comesBack_throughItsBudgetAndItsWord(Effort effort) {
        assertThat(Effort.ofBudget(effort.budget())).isEqualTo(effort);
        assertThat(Effort.named(effort.word())).isEqualTo(effort);
    }

    @ParameterizedTest
    @CsvSource({"-1, NONE", "1, MINIMAL", "2000, LOW", "2049, MEDIUM", "31999, XHIGH"})
    void isTheLeastThatThinksAsMuch(int budget, Effort expected) {
        assertThat(Effort.ofBudget(budget)).isEqualTo(expected);
    }
}
