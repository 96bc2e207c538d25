package dev.parley.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("DS-41: ASCII / 4 + other x 10/13, at least 1 for a text, 0 for none")
class TokenEstimatorTest {
    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1", "abcd, 1", "abcdefgh, 2", "你好, 2", "你好你好你好你好你好你好你, 10", "😀, 1"})
    void estimates(String text, long tokens) {
        assertThat(TokenEstimator.text(text)).isEqualTo(tokens);
    }

    @Test
    void countsPiecesLikeTheWhole() {
        TokenEstimator.Tally pieces = new TokenEstimator.Tally();
        "ab你😀c".codePoints().forEach(c -> pieces.add(Character.toString(c)));
        assertThat(pieces.tokens()).isEqualTo(TokenEstimator.text("ab你😀c"));
    }
}
