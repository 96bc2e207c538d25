package dev.parley.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.routing.Thinking;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-40: the grammar of model variants")
class VariantGrammarTest {
    private static final List<String> FAKE = List.of("假流式/", "fake-stream/");
    private static final List<String> ANTI = List.of("流式抗截断/", "anti-trunc/");
    private static final VariantGrammar GRAMMAR = new VariantGrammar(FAKE, ANTI);

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        // name, base, fake streaming, anti-truncation, thinking, search
        "pro, pro, false, false, , false",
        "pro-maxthinking, pro, false, false, MAX, false",
        "pro-nothinking, pro, false, false, NONE, false",
        "pro-lowthinking, pro, false, false, LOW, false",
        "pro-medthinking, pro, false, false, MEDIUM, false",
        "pro-autothinking, pro, false, false, AUTO, false",
        "pro-search, pro, false, false, , true",
        "pro-maxthinking-search, pro, false, false, MAX, true",
        "pro-search-maxthinking, pro, false, false, MAX, true",
        "假流式/pro, pro, true, false, , false",
        "流式抗截断/pro, pro, false, true, , false",
        "假流式/流式抗截断/pro, pro, true, true, , false",
        "流式抗截断/假流式/pro, pro, true, true, , false",
        "fake-stream/pro, pro, true, false, , false",
        "anti-trunc/fake-stream/pro-lowthinking-search, pro, true, true, LOW, true",
        "假流式/anti-trunc/pro, pro, true, true, , false",
        // what the grammar does not know is part of the base
        "pro-highthinking, pro-highthinking, false, false, , false",
        "pro-thinking, pro-thinking, false, false, , false",
        "pro-search-preview, pro-search-preview, false, false, , false",
        "pro-maxthinking-001, pro-maxthinking-001, false, false, , false",
        "pro-MAXTHINKING, pro-MAXTHINKING, false, false, , false",
        "org/pro-search, org/pro, false, false, , true",
        "fake/pro, fake/pro, false, false, , false",
        "x/fake-stream/pro, x/fake-stream/pro, false, false, , false",
        // each is said once
        "pro-lowthinking-maxthinking, pro-lowthinking, false, false, MAX, false",
        "pro-search-search, pro-search, false, false, , true",
        "fake-stream/假流式/pro, 假流式/pro, true, false, , false",
        // something has to be left
        "-search, -search, false, false, , false",
        "fake-stream/, fake-stream/, false, false, , false",
        "fake-stream/-search, -search, true, false, , false",
        "'', '', false, false, , false",
    })
    void parses(String name, String base, boolean fake, boolean anti, Thinking thinking, boolean search) {
        VariantName read = GRAMMAR.parse(name);

        assertThat(read.base()).isEqualTo(base);
        assertThat(read.fakeStreaming()).isEqualTo(fake);
        assertThat(read.antiTruncation()).isEqualTo(anti);
        assertThat(read.thinking().orElse(null)).isEqualTo(thinking);
        assertThat(read.search()).isEqualTo(search);
        assertThat(read.isPlain()).isEqualTo(name.equals(base));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pro-search, pro-search, ''",
        "anti-trunc/pro-search, pro-search, ''",
        "假流式/pro-search, pro-search, ''",
        "假流式/pro-search-search, pro-search, -search",
        "pro-search-maxthinking, pro-search, -maxthinking",
        "anti-trunc/pro-lowthinking, pro, -lowthinking",
    })
    @DisplayName("GM-40: a known id is not taken apart")
    void stopsAtKnownBase(String name, String base, String suffix) {
        VariantName read = GRAMMAR.parse(name, Set.of("pro", "pro-search")::contains);

        assertThat(read.base()).isEqualTo(base);
        assertThat(read.suffix()).isEqualTo(suffix);
    }

    @Test
    void takesTheLongerSpelling_whenOneBeginsWithAnother() {
        VariantGrammar grammar = new VariantGrammar(List.of("f/"), List.of("f/f/"));

        assertThat(grammar.parse("f/f/pro").antiTruncation()).isTrue();
        assertThat(grammar.parse("f/f/pro").base()).isEqualTo("pro");
        assertThat(grammar.parse("f/pro").fakeStreaming()).isTrue();
    }

    @Test
    void listsNoVariantTwice_andReadsEachBack() {
        List<String> variants = GRAMMAR.variants("pro");

        assertThat(variants).doesNotHaveDuplicates().hasSize(35).doesNotContain("pro");
        assertThat(variants).allMatch(name -> GRAMMAR.parse(name).base().equals("pro"));
    }

    @Test
    @DisplayName("GM-40: what is read from a name is that name again")
    void printsWhatItParsed() {
        List<String> pieces = List.of(
                "假流式/",
                "fake-stream/",
                "流式抗截断/",
                "anti-trunc/",
                "pro",
                "-",
                "/",
                "é",
                "-search",
                "-maxthinking",
                "-nothinking",
                "-autothinking",
                "thinking",
                "search");
        Random random = new Random(40);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(random.nextInt(7), 0, pieces.size()).forEach(piece -> name.append(pieces.get(piece)));
            VariantName read = GRAMMAR.parse(name.toString());

            assertThat(read.text()).isEqualTo(name.toString());
            assertThat(read.base().isEmpty()).isEqualTo(name.isEmpty());
        }
    }
}
