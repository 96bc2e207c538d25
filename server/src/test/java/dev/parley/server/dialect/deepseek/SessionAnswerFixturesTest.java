package dev.parley.server.dialect.deepseek;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.Streams;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/deepseek/answers}: {@code stream.sse} as the host sends it, {@code events.txtpb} as it
 * is read, an event a line; {@code error.txtpb} the failure it is, with its blame in the first line.
 */
@DisplayName("DS-33, DS-19: answers as patches")
class SessionAnswerFixturesTest {

    private static Stream<DeepSeekCase> cases() {
        return Fixtures.cases("deepseek/answers").stream().map(DeepSeekCase::new);
    }

    private static boolean fails(DeepSeekCase test) {
        return test.files().has("error.txtpb");
    }

    private static Stream<DeepSeekCase> readable() {
        return cases().filter(Predicate.not(SessionAnswerFixturesTest::fails));
    }

    private static Stream<DeepSeekCase> failing() {
        return cases().filter(SessionAnswerFixturesTest::fails);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(DeepSeekCase test) throws Exception {
        List<ChatEvent> expected = new ArrayList<>();
        for (String line : test.files().text("events.txtpb").lines().toList()) {
            expected.add(TextFormat.parse(line, ChatEvent.class));
        }
        List<ChatEvent> events = read(test);
        assertThat(events).isEqualTo(expected);
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("A stream cut at any byte gives the same events")
    void readsTheSameEvents_whereverTheBytesAreCut(DeepSeekCase test) {
        byte[] sse = test.files().text("stream.sse").getBytes(UTF_8);
        List<ChatEvent> whole = read(test);
        for (int at = 0; at <= sse.length; at++) {
            assertThat(Streams.readCut(test.dialect(), sse, at)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(DeepSeekCase test) {
        AnswerLaws.failsAsWritten(test.files().text("error.txtpb"), () -> read(test));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(DeepSeekCase test) {
        AnswerLaws.readsOrFails(
                test.files().text("stream.sse"), 1, bytes -> Streams.readCut(test.dialect(), bytes, bytes.length));
    }

    @Test
    @DisplayName("DS-33: citations as annotations, at their place in code points; those without a source are removed")
    void annotates() {
        String sse = """
                data: {"p":"search_results","v":[{"cite_index":1,"url":"https://a/","title":"A","x":0}]}

                data: {"p":"content","v":"é😀[cit"}

                data: {"v":"ation:1] b[citation:9]"}

                data: {"p":"status","v":"FINISHED"}

                """;
        SessionDialect dialect = DeepSeekCase.dialect("deepseek-chat-search", "annotate");
        var text = Streams.fold(Streams.read(dialect, sse))
                .getCandidates(0)
                .getMessage()
                .getParts(0)
                .getText();
        assertThat(text.getText()).isEqualTo("é😀 b");
        assertThat(text.getCitationsList())
                .containsExactly(Citation.newBuilder()
                        .setUri("https://a/")
                        .setTitle("A")
                        .setStart(2)
                        .setEnd(2)
                        .build());
    }

    private static List<ChatEvent> read(DeepSeekCase test) {
        return Streams.read(test.dialect(), test.files().text("stream.sse"));
    }
}
