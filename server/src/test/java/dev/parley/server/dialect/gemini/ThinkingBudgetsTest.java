package dev.parley.server.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GM-12: what each effort may think is configuration")
class ThinkingBudgetsTest {
    @Test
    void keepsWhatIsNotSaid() {
        assertThat(ThinkingBudgets.of(Map.of())).isEqualTo(new ThinkingBudgets(512, 1024, 8192, 24576, -1));
        assertThat(ThinkingBudgets.of(Map.of("thinking-low", " 2048 ", "thinking-high", "-1")))
                .isEqualTo(new ThinkingBudgets(512, 2048, 8192, -1, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-2", "1.5", "many", "999999999"})
    void refusesWhatIsNoBudget(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThinkingBudgets.of(Map.of("thinking-medium", text)))
                .withMessage(
                        "options.thinking-medium is '%s' (expected: a number of tokens, or -1 to leave it to the model)",
                        text);
    }
}
