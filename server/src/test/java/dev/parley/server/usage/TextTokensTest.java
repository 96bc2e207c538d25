package dev.parley.server.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Counting a text takes a time that grows with its length and no faster")
class TextTokensTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LONG = 100_000;

    /** What takes tokenizers long. */
    static Stream<String> hostile() {
        return Stream.of("a", " ", "\n", "!", "'", "ab", "aA", "a1", "7", "漢字", "あ", "😀", " \n", "\ud83d");
    }

    @ParameterizedTest
    @EnumSource(Vocabulary.class)
    @DisplayName("Texts of words are counted exactly, whatever their length")
    void countsExactly_whenThereAreWords(Vocabulary vocabulary) {
        ToIntFunction<String> tokenizer = vocabulary.tokenizer();
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            String prose = prose(random, random.nextInt(20_000));
            assertThat(new TextTokens(tokenizer, () -> false).applyAsLong(prose))
                    .isEqualTo(tokenizer.applyAsInt(prose));
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("A word that is longer than a piece is at most a token more for each cut")
    void isOffByACutAtMost_whenThereAreNoWords(String repeated) {
        ToIntFunction<String> tokenizer = Vocabulary.O200K.tokenizer();
        String text = repeated.repeat(20_000 / repeated.length());
        long exact = tokenizer.applyAsInt(text);
        long cuts = text.length() / (TextTokens.PIECE - 1);
        assertThat(new TextTokens(tokenizer, () -> false).applyAsLong(text)).isBetween(exact - cuts, exact + cuts);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("No piece is longer than the most, and the pieces are the text")
    void cutsIntoShortPieces(String repeated) {
        String text = repeated.repeat(LONG / repeated.length());
        List<String> pieces = new ArrayList<>();
        new TextTokens(collecting(pieces), () -> false).applyAsLong(text);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isBetween(1, TextTokens.PIECE));
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    @Test
    void cutsNoCharacterInHalf() {
        List<String> pieces = new ArrayList<>();
        new TextTokens(collecting(pieces), () -> false).applyAsLong("x" + "😀".repeat(10_000));
        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("Eight times the text takes about eight times as long, not sixty-four times")
    void takesTimeByLength(String repeated) {
        ToIntFunction<String> tokenizer = Vocabulary.CL100K.tokenizer();
        String text = repeated.repeat(LONG / repeated.length());
        long few = best(tokenizer, text.substring(0, LONG / 8));
        long many = best(tokenizer, text);
        assertThat(many).isLessThan(few * 8 * 4);
    }

    @Test
    @DisplayName("What is beyond the most is taken to be like what is before it, and is not looked at")
    void estimatesTheRest() {
        List<String> pieces = new ArrayList<>();
        TextTokens tokens = new TextTokens(collecting(pieces), () -> false);
        String text = "some words ".repeat(100_000);
        long first = tokens.applyAsLong(text);
        long second = tokens.applyAsLong(text);
        long third = tokens.applyAsLong(text);
        assertThat(pieces.stream().mapToLong(String::length).sum()).isEqualTo(TextTokens.CHARACTERS_MOST);
        assertThat(second).isCloseTo(first, Percentage.withPercentage(1));
        assertThat(third).isCloseTo(first, Percentage.withPercentage(1));
    }

    @Test
    @DisplayName("COM-08: nobody is left who wants to know")
    void ends_whenNobodyWantsToKnow() {
        List<String> pieces = new ArrayList<>();
        TextTokens tokens = new TextTokens(collecting(pieces), () -> pieces.size() == 3);
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> tokens.applyAsLong("a".repeat(LONG)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_CANCELLED));
        assertThat(pieces).hasSize(3);
    }

    private static ToIntFunction<String> collecting(List<String> pieces) {
        return piece -> {
            pieces.add(piece);
            return piece.length() / 4;
        };
    }

    private static long best(ToIntFunction<String> tokenizer, String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            new TextTokens(tokenizer, () -> false).applyAsLong(text);
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - begun);
        }
        return best;
    }

    /** Words of any letters between single spaces, with numbers, marks and lines among them. */
    private static String prose(Random random, int length) {
        String[] letters = {"abcdefghijklmnopqrstuvwxyz", "ÄÖÜßéèñ", "абвгдежз", "漢字仮名", "ABCDEFG"};
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            String alphabet = letters[random.nextInt(10) < 6 ? 0 : random.nextInt(letters.length)];
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            text.append(
                    random.nextInt(8) == 0 ? new String[] {", ", ".\n", " 42 ", "'s ", "  "}[random.nextInt(5)] : " ");
        }
        return text.toString();
    }
}
