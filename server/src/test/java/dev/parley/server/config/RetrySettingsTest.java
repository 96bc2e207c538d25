package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrySettingsTest {
    @ParameterizedTest(name = "{0} credentials, {1} each: {2}")
    @CsvSource({"1, 2, 2", "3, 2, 6", "4, 2, 8", "5, 2, 8", "1000, 2, 8", "0, 2, 1", "1, 0, 8"})
    @DisplayName("BAN-05: a request has at most min(8, 2 × credentials) attempts")
    void boundsAttempts(int credentials, int each, int attempts) {
        RetrySettings retry =
                new RetrySettings(8, each, 1, 1, Duration.ZERO, Duration.ZERO, RetrySettings.Budget.NONE, false);
        assertThat(retry.among(credentials).maxAttempts()).isEqualTo(attempts);
    }
}
