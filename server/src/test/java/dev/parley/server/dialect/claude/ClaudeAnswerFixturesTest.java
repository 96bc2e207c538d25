package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.chat.ChatExploder;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.Streams;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/claude/answers}: {@code stream.sse} and {@code response.json} as Anthropic sends them,
 * the same answer if there are both; {@code events.txtpb} as it is read, an event a line; {@code out.sse} the stream as
 * it is written where that is not byte for byte what came, {@code out.json} the body where that is not equal to what
 * came; {@code openai.sse} and {@code openai.json} as a caller of OpenAI's dialect gets them; {@code error.txtpb} the
 * failure it is, with its blame in the first line.
 */
@DisplayName("CL-08 to CL-10, E-FIN, E-USE, E-STR, E-TOOL, E-RSN, E-OTH-4: Claude's answers")
class ClaudeAnswerFixturesTest {

    private static Stream<ClaudeAnswerCase> cases() {
        return Fixtures.cases("claude/answers").stream().map(ClaudeAnswerCase::new);
    }

    private static Stream<ClaudeAnswerCase> readable() {
        return cases().filter(Predicate.not(ClaudeAnswerCase::fails));
    }

    private static Stream<ClaudeAnswerCase> failing() {
        return cases().filter(ClaudeAnswerCase::fails);
    }

    private static Stream<ClaudeAnswerCase> streamed() {
        return readable().filter(test -> test.has("stream.sse"));
    }

    private static Stream<ClaudeAnswerCase> inBothForms() {
        return streamed().filter(test -> test.has("response.json"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(ClaudeAnswerCase test) throws Exception {
        List<ChatEvent> events = test.read();
        assertThat(events).isEqualTo(test.expectedEvents());
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("inBothForms")
    @DisplayName("The fold of the stream is the whole answer")
    void readsTheSameAnswer_wholeAndStreamed(ClaudeAnswerCase test) {
        List<ChatEvent> whole = ClaudeAnswerCase.readWhole(test.files().text("response.json"));
        AnswerLaws.keepsGrammar(whole);
        assertThat(Streams.fold(test.read())).isEqualTo(Streams.fold(whole));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void foldsToTheSameAnswer_whenExploded(ClaudeAnswerCase test) {
        ChatResponse whole = Streams.fold(test.read());
        assertThat(Streams.fold(ChatExploder.explode(whole))).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesEqualJson(ClaudeAnswerCase test) {
        String came = test.has("out.json") ? "out.json" : "response.json";
        assertThat(JsonValues.of(ClaudeAnswerCase.whole(test.read())))
                .isEqualTo(JsonValues.of(test.files().text(came)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("E-STR-1: byte for byte what came, or as the case says, by the rules of a stream")
    void writesTheStream(ClaudeAnswerCase test) {
        String written = ClaudeAnswerCase.stream(test.read());
        assertThat(written).isEqualTo(test.files().text(test.has("out.sse") ? "out.sse" : "stream.sse"));
        ClaudeStreamRules.check(written);
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void writesTheSameAnswer_whenReadAgain(ClaudeAnswerCase test) {
        List<ChatEvent> events = test.read();
        List<ChatEvent> again = ClaudeAnswerCase.readStream(ClaudeAnswerCase.stream(events));
        assertThat(Streams.fold(again).getCandidatesList())
                .isEqualTo(Streams.fold(events).getCandidatesList());
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesOpenAisAnswer(ClaudeAnswerCase test) {
        List<ChatEvent> events = test.read();
        assertThat(ClaudeAnswerCase.openAiWhole(events) + '\n')
                .isEqualTo(test.files().text("openai.json"));
        assertThat(ClaudeAnswerCase.openAiStream(events)).isEqualTo(test.files().text("openai.sse"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(ClaudeAnswerCase test) {
        AnswerLaws.failsAsWritten(test.files().text("error.txtpb"), test::read);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(ClaudeAnswerCase test) {
        boolean stream = test.has("stream.sse");
        AnswerLaws.readsOrFails(test.files().text(stream ? "stream.sse" : "response.json"), 3, bytes -> {
            String answer = new String(bytes, UTF_8);
            return stream ? ClaudeAnswerCase.readStream(answer) : ClaudeAnswerCase.readWhole(answer);
        });
    }
}
