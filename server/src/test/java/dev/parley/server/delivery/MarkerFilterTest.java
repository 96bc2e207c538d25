package dev.parley.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-44: the marker is taken out, also where it is split over pieces")
class MarkerFilterTest {
    private static final String MARKER = "[[end]]";

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "done[[end]]|done|true",
                "done [[end]] |done|true",
                "[[end]]||true",
                "a[[end]]b|ab|true",
                "[[[end]]|[|true",
                "done[[en|done[[en|false",
                "done |done |false",
                "[[enx]]|[[enx]]|false",
            },
            delimiter = '|')
    void takesItOut_howeverItIsSplit(String text, String said, boolean seen) {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            MarkerFilter filter = new MarkerFilter(MARKER);
            StringBuilder out = new StringBuilder();
            int from = 0;
            while (from < text.length()) {
                int to = from + 1 + random.nextInt(text.length() - from);
                out.append(filter.pass(text.substring(from, to)));
                from = to;
            }
            out.append(filter.rest());
            assertThat(out.toString()).isEqualTo(said == null ? "" : said);
            assertThat(filter.seen()).isEqualTo(seen);
        }
    }

    @Test
    void holdsBackOnlyWhatMayBelongToIt() {
        MarkerFilter filter = new MarkerFilter(MARKER);
        assertThat(filter.pass("one [")).isEqualTo("one");
        assertThat(filter.pass("two")).isEqualTo(" [two");
        assertThat(filter.pass("\n[[e")).isEmpty();
        assertThat(filter.pass("nd")).isEmpty();
        assertThat(filter.pass("]]")).isEmpty();
        assertThat(filter.rest()).isEmpty();
    }

    @Test
    void passesEverything_withoutMarker() {
        MarkerFilter filter = new MarkerFilter("");
        assertThat(filter.pass("a ")).isEqualTo("a ");
        assertThat(filter.seen()).isFalse();
    }
}
