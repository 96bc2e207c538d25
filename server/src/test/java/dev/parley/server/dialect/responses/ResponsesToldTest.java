package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.dialect.AnswerLaws;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.dialect.Streams;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import dev.parley.testkit.ResponsesStreamCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/responses/told}: {@code events.txtpb} an answer, an event a line, {@code request.json}
 * what was asked if that matters, {@code out.sse} the stream and {@code out.json} the body as the caller gets them.
 */
@DisplayName("RS-02, RS-03, RS-06, RS-07, E-STR-3, E-RSN-1: answers as Responses callers get them")
class ResponsesToldTest {
    private static final String FAILED = "The host broke off.";

    private static Stream<ToldCase> cases() {
        return Fixtures.cases("responses/told").stream().map(ToldCase::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsTheStream(ToldCase test) throws Exception {
        AnswerLaws.keepsGrammar(test.events());
        assertThat(test.stream()).isEqualTo(test.files().text("out.sse"));
        ResponsesStreamCheck.check(test.stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsTheWhole(ToldCase test) throws Exception {
        assertThat(test.whole() + '\n').isEqualTo(test.files().text("out.json"));
        ResponsesStreamCheck.checkResponse(test.whole());
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("The stream's last event has the whole answer, and so has the kept one")
    void tellsTheSame_wholeStreamedAndKept(ToldCase test) throws Exception {
        String last = test.stream().substring(test.stream().lastIndexOf("data: ") + "data: ".length());
        assertThat(JsonValues.of(response(last))).isEqualTo(JsonValues.of(test.whole()));
        KeptResponse kept = KeptResponse.newBuilder()
                .setRequest(test.request().request())
                .setResponse(Streams.fold(test.events()))
                .build();
        assertThat(new String(ResponseWriter.write(kept), UTF_8)).isEqualTo(test.whole());
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("RS-06: wherever a stream breaks, response.failed ends it by the rules")
    void fails_whereverItBreaks(ToldCase test) throws Exception {
        List<ChatEvent> events = test.events();
        ChatError error = ChatError.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_UPSTREAM_FAILED)
                .setMessage(FAILED)
                .build();
        for (int cut = 0; cut < events.size(); cut++) {
            EventWriter writer = test.request().eventWriter();
            ByteSink out = new ByteSink(1024);
            events.subList(0, cut).forEach(event -> writer.write(event, out));
            writer.writeHeartbeat(out);
            writer.writeError(error, out);
            assertThat(ResponsesStreamCheck.check(out.toString()).getLast())
                    .isEqualTo(cut == 0 ? "error" : "response.failed");
            assertThat(out.toString()).contains(FAILED).doesNotContain("[DONE]");
        }
    }

    private static String response(String event) {
        JsonReader in = JsonReader.of(event);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("response")) {
                return in.raw();
            }
            in.skip();
        }
        throw new AssertionError("no response in " + event);
    }
}
