package dev.parley.minilm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Text becomes the tokens that the model was trained with")
class WordPieceTest {
    private static final WordPiece TOKENIZER = new WordPiece(Vocabulary.read());

    /** A text with escapes as in Java, and its tokens by the model's reference tokenizer. */
    static Stream<Arguments> texts() {
        var in = Objects.requireNonNull(WordPieceTest.class.getResourceAsStream("/tokens.txt"));
        List<String> lines =
                new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList();
        return lines.stream().map(line -> {
            int bar = line.lastIndexOf(" | ");
            return Arguments.of(line.substring(0, bar).translateEscapes(), line.substring(bar + 3));
        });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cutsAsTheReferenceDoes(String text, String tokens) {
        assertThat(encoded(text, 1000)).isEqualTo(tokens);
    }

    @Test
    void stopsWhenItHasEnough() {
        assertThat(encoded("hello world hello", 2)).isEqualTo("7592 2088");
        assertThat(encoded("unaffable", 2)).isEqualTo("14477 20961");
        assertThat(encoded("a ".repeat(10_000_000), 511).split(" ")).hasSize(511);
    }

    @Test
    void givesNothing_forTextWithoutWords() {
        assertThat(encoded(" \t\u200b\n", 10)).isEmpty();
    }

    private static String encoded(String text, int most) {
        return Arrays.stream(TOKENIZER.encode(text, most))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }
}
