package dev.parley.server.dialect.puter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.testkit.Fixtures;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/puter/answers}: {@code stream.ndjson} and {@code response.json} as the host sends
 * them, the same answer if there are both; {@code events.txtpb} as it is read, an event a line; {@code error.txtpb} the
 * failure it is, with its blame in the first line.
 */
@DisplayName("PUT-25, PUT-26, PUT-28, PUT-29: Puter's answers")
class PuterAnswerFixturesTest {

    private static Stream<PuterAnswerCase> cases() {
        return Fixtures.cases("puter/answers").stream().map(PuterAnswerCase::new);
    }

    private static Stream<PuterAnswerCase> readable() {
        return cases().filter(Predicate.not(PuterAnswerCase::fails));
    }

    private static Stream<PuterAnswerCase> failing() {
        return cases().filter(PuterAnswerCase::fails);
    }

    private static Stream<PuterAnswerCase> inBothForms() {
        return readable().filter(PuterAnswerCase::inBothForms);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(PuterAnswerCase test) throws Exception {
        List<ChatEvent> events = test.read();
        assertThat(events).isEqualTo(test.expectedEvents());
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("inBothForms")
    @DisplayName("The fold of the stream is the whole answer")
    void readsTheSameAnswer_wholeAndStreamed(PuterAnswerCase test) {
        ChatResponse whole = PuterAnswerCase.fold(test.readWhole());
        assertThat(PuterAnswerCase.fold(test.read())).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(PuterAnswerCase test) {
        AnswerLaws.failsAsWritten(test.files().text("error.txtpb"), test::read);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(PuterAnswerCase test) {
        boolean stream = test.files().has("stream.ndjson");
        AnswerLaws.readsOrFails(test.files().text(stream ? "stream.ndjson" : "response.json"), 1, bytes -> {
            String answer = new String(bytes, UTF_8);
            return stream ? PuterAnswerCase.readStream(answer) : PuterAnswerCase.readWhole(answer);
        });
    }
}
