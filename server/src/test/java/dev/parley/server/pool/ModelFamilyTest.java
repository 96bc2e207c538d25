package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("BAN-01: which models share a rate limit")
class ModelFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-pro, gemini-pro",
        "gemini-2.5-pro-preview-06-05, gemini-pro",
        "gemini-3-pro-preview, gemini-pro",
        "gemini-2.5-flash, gemini-flash",
        "gemini-2.5-flash-lite, gemini-flash-lite",
        "models/gemini-2.0-flash-001, models-gemini-flash",
        "claude-3-5-sonnet-20241022, claude-sonnet",
        "claude-sonnet-4-5, claude-sonnet",
        "gpt-4o-mini, gpt-4o-mini",
        "GPT-4, gpt",
        "m, m"
    })
    void dropsVersions(String model, String family) {
        assertThat(ModelFamily.of(model)).isEqualTo(family);
    }
}
