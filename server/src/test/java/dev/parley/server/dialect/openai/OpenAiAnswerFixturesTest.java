package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.chat.ChatExploder;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/openai/answers}: {@code stream.sse} and {@code response.json} as a host sends them,
 * the same answer if there are both; {@code events.txtpb} as it is read, an event a line; {@code out.json} and
 * {@code out.sse} as it is written, {@code out-usage.sse} and {@code out-silent.sse} for a caller who wants usage or
 * none; {@code error.txtpb} the failure it is, with its blame in the first line.
 */
@DisplayName("E-TOOL-5 to -10, E-FIN, E-USE, E-STR, E-RSN-1 to -3, E-OTH-4, CLI-07, CLI-11, DS-42, B10: OpenAI answers")
class OpenAiAnswerFixturesTest {
    private static final Map<String, Boolean> WISHES = Map.of("out-usage.sse", true, "out-silent.sse", false);

    private static Stream<AnswerCase> cases() {
        return Fixtures.cases("openai/answers").stream().map(AnswerCase::new);
    }

    private static Stream<AnswerCase> readable() {
        return cases().filter(Predicate.not(AnswerCase::fails));
    }

    private static Stream<AnswerCase> failing() {
        return cases().filter(AnswerCase::fails);
    }

    private static Stream<AnswerCase> inBothForms() {
        return readable().filter(test -> test.has("stream.sse") && test.has("response.json"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(AnswerCase test) throws Exception {
        List<ChatEvent> events = test.read();
        assertThat(events).isEqualTo(test.expectedEvents());
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("inBothForms")
    @DisplayName("The fold of the stream is the whole answer")
    void readsTheSameAnswer_wholeAndStreamed(AnswerCase test) {
        ChatResponse whole = AnswerCase.fold(AnswerCase.readWhole(test.files().text("response.json")));
        assertThat(AnswerCase.fold(test.read())).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void foldsToTheSameAnswer_whenExploded(AnswerCase test) {
        ChatResponse whole = AnswerCase.fold(test.read());
        assertThat(AnswerCase.fold(ChatExploder.explode(whole))).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesTheWholeAnswer(AnswerCase test) {
        String body = new String(OpenAiResponseWriter.write(AnswerCase.fold(test.read()), true), UTF_8);
        assertThat(body + '\n').isEqualTo(test.files().text("out.json"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesTheStream(AnswerCase test) {
        List<ChatEvent> events = test.read();
        assertThat(AnswerCase.write(events, null)).isEqualTo(test.files().text("out.sse"));
        WISHES.forEach((file, includeUsage) -> {
            if (test.has(file)) {
                assertThat(AnswerCase.write(events, includeUsage))
                        .isEqualTo(test.files().text(file));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("What is written, streamed or exploded, says the same when it is read and written again")
    void writesTheSame_whenReadAgain(AnswerCase test) {
        String once = AnswerCase.write(test.read(), true);
        assertThat(AnswerCase.write(AnswerCase.readStream(once), true)).isEqualTo(once);
        String whole = test.files().text("out.json");
        ChatResponse again = AnswerCase.fold(AnswerCase.readWhole(whole));
        assertThat(new String(OpenAiResponseWriter.write(again, true), UTF_8) + '\n')
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(AnswerCase test) {
        AnswerLaws.failsAsWritten(test.files().text("error.txtpb"), test::read);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(AnswerCase test) {
        boolean stream = test.has("stream.sse");
        AnswerLaws.readsOrFails(test.files().text(stream ? "stream.sse" : "response.json"), 3, bytes -> {
            String answer = new String(bytes, UTF_8);
            return stream ? AnswerCase.readStream(answer) : AnswerCase.readWhole(answer);
        });
    }
}
