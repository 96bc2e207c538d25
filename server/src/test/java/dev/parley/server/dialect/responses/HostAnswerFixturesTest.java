package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.Streams;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/responses/host-answers}: {@code stream.sse} and {@code response.json} as a host sends
 * them, the same answer if there are both; {@code events.txtpb} as it is read, an event a line; {@code error.txtpb} the
 * failure it is, with its blame in the first line.
 */
@DisplayName("RS-02, RS-03, RS-07, E-FIN, E-USE, E-STR, E-TOOL, E-RSN, E-OTH-4: answers of Responses hosts")
class HostAnswerFixturesTest {
    private static final String STREAM = "stream.sse";
    private static final String WHOLE = "response.json";

    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("responses/host-answers").stream();
    }

    private static Stream<Fixtures.Case> readable() {
        return cases().filter(Predicate.not(HostAnswerFixturesTest::fails));
    }

    private static Stream<Fixtures.Case> failing() {
        return cases().filter(HostAnswerFixturesTest::fails);
    }

    private static Stream<Fixtures.Case> inBothForms() {
        return readable().filter(test -> test.has(STREAM) && test.has(WHOLE));
    }

    private static boolean fails(Fixtures.Case test) {
        return test.has("error.txtpb");
    }

    static ResponsesDialect dialect() {
        AtomicInteger made = new AtomicInteger();
        return new ResponsesDialect(new OpenAiDialect(OpenAiStyle.STANDARD, () -> "made_" + made.incrementAndGet()));
    }

    private static List<ChatEvent> read(Fixtures.Case test) {
        return test.has(STREAM)
                ? Streams.read(dialect(), test.text(STREAM))
                : dialect().readResponse(test.text(WHOLE).getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheEvents_inTheOrderOfTheGrammar(Fixtures.Case test) throws Exception {
        List<ChatEvent> expected = new ArrayList<>();
        for (String line : test.text("events.txtpb").lines().toList()) {
            expected.add(TextFormat.parse(line, ChatEvent.class));
        }
        List<ChatEvent> events = read(test);
        assertThat(events).isEqualTo(expected);
        AnswerLaws.keepsGrammar(events);
    }

    @ParameterizedTest
    @MethodSource("inBothForms")
    @DisplayName("The fold of the stream is the whole answer")
    void readsTheSameAnswer_wholeAndStreamed(Fixtures.Case test) {
        List<ChatEvent> whole = dialect().readResponse(test.text(WHOLE).getBytes(UTF_8));
        AnswerLaws.keepsGrammar(whole);
        assertThat(Streams.fold(read(test))).isEqualTo(Streams.fold(whole));
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("E-STR-4: the same events, wherever the stream is cut in two reads")
    void readsTheSameEvents_whereverTheStreamIsCut(Fixtures.Case test) {
        if (test.has(STREAM)) {
            byte[] sse = test.text(STREAM).getBytes(UTF_8);
            List<ChatEvent> events = read(test);
            for (int at = 1; at < sse.length; at++) {
                assertThat(Streams.readCut(dialect(), sse, at)).isEqualTo(events);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("failing")
    void fails_withBlame(Fixtures.Case test) {
        AnswerLaws.failsAsWritten(test.text("error.txtpb"), () -> read(test));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("faults 7: a damaged answer fails in our own words or is read, whatever the damage")
    void readsOrFails_whenDamaged(Fixtures.Case test) {
        boolean stream = test.has(STREAM);
        AnswerLaws.readsOrFails(test.text(stream ? STREAM : WHOLE), 3, bytes -> {
            String answer = new String(bytes, UTF_8);
            return stream ? Streams.read(dialect(), answer) : dialect().readResponse(bytes);
        });
    }
}
