package dev.parley.server.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.chat.ChatExploder;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.Streams;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/gemini/answers}: {@code stream.sse} and {@code response.json} as Google sends them,
 * the same answer if there are both; {@code events.txtpb} as it is read, an event a line; {@code openai.json},
 * {@code openai.sse}, {@code claude.json} and {@code claude.sse} as callers of those dialects get them;
 * {@code error.txtpb} the failure it is, with its blame in the first line.
 */
@DisplayName("E-FIN-1, E-USE-1, E-TOOL, E-GEM, E-RSN, E-STR: Gemini's answers")
class GeminiAnswerFixturesTest {
    private static Stream<GeminiAnswerCase> cases() {
        return Fixtures.cases("gemini/answers").stream().map(GeminiAnswerCase::new);
    }

    private static Stream<GeminiAnswerCase> readable() {
        return cases().filter(Predicate.not(GeminiAnswerCase::fails));
    }

    private static Stream<GeminiAnswerCase> failing() {
        return cases().filter(GeminiAnswerCase::fails);
    }

    private static Stream<GeminiAnswerCase> inBothForms() {
        return readable().filter(test -> test.has("stream.sse") && test.has("response.json"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(GeminiAnswerCase test) throws Exception {
        List<ChatEvent> events = test.read();
        assertThat(events).isEqualTo(test.expectedEvents());
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("inBothForms")
    @DisplayName("The fold of the stream is the whole answer")
    void readsTheSameAnswer_wholeAndStreamed(GeminiAnswerCase test) {
        List<ChatEvent> whole = GeminiAnswerCase.readWhole(test.files().text("response.json"));
        AnswerLaws.keepsGrammar(whole);
        assertThat(Streams.fold(test.read())).isEqualTo(Streams.fold(whole));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void foldsToTheSameAnswer_whenExploded(GeminiAnswerCase test) {
        ChatResponse whole = Streams.fold(test.read());
        assertThat(Streams.fold(ChatExploder.explode(whole))).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesOpenAisAnswer(GeminiAnswerCase test) {
        assertAnswer(test, GeminiAnswerCase.OPENAI);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesClaudesAnswer(GeminiAnswerCase test) {
        assertAnswer(test, GeminiAnswerCase.CLAUDE);
    }

    private static void assertAnswer(GeminiAnswerCase test, NorthDialect caller) {
        List<ChatEvent> events = test.read();
        assertThat(GeminiAnswerCase.whole(caller, events) + '\n')
                .isEqualTo(test.files().text(caller.name() + ".json"));
        assertThat(GeminiAnswerCase.stream(caller, events))
                .isEqualTo(test.files().text(caller.name() + ".sse"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(GeminiAnswerCase test) {
        AnswerLaws.failsAsWritten(test.files().text("error.txtpb"), test::read);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(GeminiAnswerCase test) {
        boolean stream = test.has("stream.sse");
        AnswerLaws.readsOrFails(test.files().text(stream ? "stream.sse" : "response.json"), 3, bytes -> {
            String answer = new String(bytes, UTF_8);
            return stream ? GeminiAnswerCase.readStream(answer) : GeminiAnswerCase.readWhole(answer);
        });
    }
}
