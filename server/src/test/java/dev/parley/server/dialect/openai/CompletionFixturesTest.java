package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.dialect.Streams;
import dev.parley.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/openai/completions}: {@code request.json} as a caller sends it, {@code request.txtpb}
 * as it is read, or {@code error.txt} the path at fault and a piece of the message; {@code events.txtpb} an answer, an
 * event a line, {@code out.json} and {@code out.sse} as it is written.
 */
@DisplayName("GM-14, COM-05, COM-06, E-FIN-1, E-FIN-2: completions")
class CompletionFixturesTest {
    private static final CompletionDialect DIALECT = new CompletionDialect(OpenAiStyle.STANDARD);

    private static Stream<Fixtures.Case> with(String file) {
        return Fixtures.cases("openai/completions").stream().filter(test -> test.has(file));
    }

    private static Stream<Fixtures.Case> readable() {
        return with("request.txtpb");
    }

    private static Stream<Fixtures.Case> answered() {
        return with("events.txtpb");
    }

    private static Stream<Fixtures.Case> refused() {
        return with("error.txt");
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheCallerSaid(Fixtures.Case test) throws Exception {
        assertThat(incoming(test).request()).isEqualTo(TextFormat.parse(test.text("request.txtpb"), ChatRequest.class));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void writesTheAnswer_wholeAndStreamed(Fixtures.Case test) throws Exception {
        List<ChatEvent> events = new ArrayList<>();
        for (String line : test.text("events.txtpb").lines().toList()) {
            events.add(TextFormat.parse(line, ChatEvent.class));
        }
        Incoming incoming = incoming(test);
        assertThat(new String(incoming.writeResponse(Streams.fold(events)), UTF_8) + '\n')
                .isEqualTo(test.text("out.json"));
        assertThat(Streams.write(incoming.eventWriter(), events)).isEqualTo(test.text("out.sse"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAtFault(Fixtures.Case test) {
        RequestCase.assertRefused(test, () -> incoming(test));
    }

    private static Incoming incoming(Fixtures.Case test) {
        return DIALECT.readRequest(RequestCase.bytes(test, "request.json"));
    }
}
