package dev.parley.server.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/responses/requests}: {@code request.json} as a caller sends it, {@code request.txtpb}
 * as it is read, {@code input.json} its items as the API lists them later, {@code error.txt} the path at fault and a
 * piece of the message.
 */
@DisplayName("RS-01, RS-04, COM-05, E-TOOL, E-IMG, E-RSN-2, E-ROLE, E-OTH-1: Responses requests")
class ResponsesRequestFixturesTest {
    private static final byte[] DAMAGE = {'"', '0', '[', '}', ':', 'x', ' ', 0, (byte) 0xFF};

    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("responses/requests").stream();
    }

    private static Stream<Fixtures.Case> readable() {
        return cases().filter(test -> !test.has("error.txt"));
    }

    private static Stream<Fixtures.Case> refused() {
        return cases().filter(test -> test.has("error.txt"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheCallerSaid(Fixtures.Case test) throws Exception {
        assertThat(read(test)).isEqualTo(TextFormat.parse(test.text("request.txtpb"), ChatRequest.class));
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("The items go back as equal items")
    void listsTheItems(Fixtures.Case test) {
        byte[] listed = InputListWriter.write("resp_x", read(test).getMessagesList());
        assertThat(JsonValues.of(listed)).isEqualTo(JsonValues.of(test.text("input.json")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAtFault(Fixtures.Case test) {
        RequestCase.assertRefused(test, () -> read(test));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("Whatever the damage, a body is read or refused, and what was read can be shown")
    void readsOrRefuses_whenDamagedAnywhere(Fixtures.Case test) {
        byte[] body = RequestCase.bytes(test, "request.json");
        for (int at = 0; at < body.length; at++) {
            readOrRefuse(Arrays.copyOf(body, at));
            byte[] damaged = body.clone();
            damaged[at] = DAMAGE[at % DAMAGE.length];
            readOrRefuse(damaged);
        }
    }

    private static void readOrRefuse(byte[] body) {
        try {
            ResponsesIncoming request = RequestReader.read(body);
            assertThat(InputListWriter.write("resp_x", request.request().getMessagesList()))
                    .isNotEmpty();
            assertThat(request.writeResponse(ToldCase.NOTHING)).isNotEmpty();
        } catch (ChatException refused) {
            assertThat(refused.code()).isIn(ErrorCode.ERROR_CODE_INVALID_REQUEST, ErrorCode.ERROR_CODE_UNSUPPORTED);
        }
    }

    private static ChatRequest read(Fixtures.Case test) {
        return RequestReader.read(RequestCase.bytes(test, "request.json")).request();
    }
}
