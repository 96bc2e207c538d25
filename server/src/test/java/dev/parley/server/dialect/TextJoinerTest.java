package dev.parley.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** E-STR-5: surrogate pairs over pieces. */
class TextJoinerTest {
    @Property(tries = 300)
    void joinsToTheSameText_howeverItIsCut(@ForAll String text, @ForAll @IntRange(min = 1, max = 3) int size) {
        TextJoiner joiner = new TextJoiner();
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < text.length(); i += size) {
            String piece = joiner.next(text.substring(i, Math.min(i + size, text.length())));
            assertThat(TextJoiner.wellFormed(piece)).isEqualTo(piece);
            joined.append(piece);
        }
        joined.append(joiner.end());
        assertThat(joined.toString()).isEqualTo(TextJoiner.wellFormed(text));
    }

    @Test
    void replacesHalfAPair_whenItStaysAlone() {
        assertThat(TextJoiner.wellFormed("a\ud83db\ude00c😀")).isEqualTo("a\uFFFDb\uFFFDc😀");
        TextJoiner joiner = new TextJoiner();
        assertThat(joiner.next("\ud83d")).isEmpty();
        assertThat(joiner.end()).isEqualTo("\uFFFD");
        assertThat(joiner.end()).isEmpty();
    }
}
