package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcTimeoutTest {
    @ParameterizedTest
    @CsvSource({
        "1S,PT1S",
        "250m,PT0.25S",
        "2H,PT2H",
        "3M,PT3M",
        "7u,PT0.000007S",
        "9n,PT0.000000009S",
        "99999999H,PT99999999H"
    })
    void reads(String text, Duration timeout) {
        assertThat(GrpcTimeout.parse(text)).isEqualTo(timeout);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "''", "1", "S", "-1S", "1.5S", "123456789S", "1s", "' 1S'"},
            nullValues = "null")
    void isNullForOtherText(String text) {
        assertThat(GrpcTimeout.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,1m", "PT0.0009S,1m", "PT1.5S,1500m", "P1D,86400000m", "P2D,172800S", "P10000D,99999999S"})
    void writesWhatItCanRead(Duration timeout, String text) {
        assertThat(GrpcTimeout.format(timeout)).isEqualTo(text);
        assertThat(GrpcTimeout.parse(text)).isNotNull();
    }
}
