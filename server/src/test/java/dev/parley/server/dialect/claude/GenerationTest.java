package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationTest {
    @ParameterizedTest
    @CsvSource({
        "claude-2.1, CLASSIC",
        "claude-instant-1.2, CLASSIC",
        "claude-3-haiku-20240307, CLASSIC",
        "claude-3-5-sonnet-20241022, CLASSIC",
        "claude-3-7-sonnet-latest, THINKING",
        "claude-sonnet-4-20250514, THINKING",
        "claude-opus-4-0, THINKING",
        "claude-opus-4-1-20250805, EITHER_SAMPLER",
        "claude-sonnet-4-5, EITHER_SAMPLER",
        "anthropic/claude-haiku-4.5, EITHER_SAMPLER",
        "us.anthropic.claude-opus-4-6-v1:0, EITHER_SAMPLER",
        "claude-opus-4-7, ADAPTIVE",
        "claude-sonnet-5, ADAPTIVE",
        "claude-sonnet-latest, UNKNOWN",
        "deepseek-chat, UNKNOWN"
    })
    void tellsByTheVersionInTheName(String model, Generation expected) {
        assertThat(Generation.of(model)).isEqualTo(expected);
    }
}
