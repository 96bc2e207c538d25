package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.error.ChatException;
import dev.parley.testkit.Fixtures;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/claude/requests}: {@code request.json} as a caller sends it, {@code request.txtpb} as
 * it is read, {@code out.json} as it is written where that is not equal, {@code drops.txt} what cannot be written,
 * {@code error.txt} the path at fault and a piece of the message. A case without {@code request.json} is written only.
 */
@DisplayName("CL-07, CLI-01, CLI-02, COM-05, COM-06, E-OTH-4: Claude requests")
class ClaudeRequestFixturesTest {
    private static final byte[] DAMAGE = {'"', '0', '[', '}', ':', 'x', ' ', 0, (byte) 0xFF};

    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("claude/requests").stream();
    }

    private static Stream<Fixtures.Case> bodies() {
        return cases().filter(test -> test.has("request.json"));
    }

    private static Stream<Fixtures.Case> readable() {
        return bodies().filter(test -> !test.has("error.txt"));
    }

    private static Stream<Fixtures.Case> written() {
        return cases().filter(test -> test.has("request.txtpb"));
    }

    private static Stream<Fixtures.Case> refused() {
        return cases().filter(test -> test.has("error.txt"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheCallerSaid_whenReadable(Fixtures.Case test) throws Exception {
        assertThat(read(test)).isEqualTo(contract(test));
    }

    @ParameterizedTest
    @MethodSource("written")
    @DisplayName("The round trip: what was read is written as equal JSON")
    void writesEqualJson(Fixtures.Case test) throws Exception {
        String expected = test.has("out.json") ? "out.json" : "request.json";
        boolean stream = RequestCase.stream(RequestCase.bytes(test, expected));
        RequestCase.assertWritten(test, expected, contract(test), stream, ClaudeRequestWriter::write);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAtFault_whenRefused(Fixtures.Case test) {
        RequestCase.assertRefused(test, () -> read(test));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @DisplayName("Whatever the damage, a body is read or refused, never more")
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
            ChatRequest chat = ClaudeRequestReader.read(body).chat();
            assertThat(ClaudeRequestWriter.write(chat, "m", true, new Drops())).isNotEmpty();
        } catch (ChatException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        }
    }

    private static ChatRequest contract(Fixtures.Case test) throws TextFormat.ParseException {
        return TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
    }

    private static ChatRequest read(Fixtures.Case test) {
        return ClaudeRequestReader.read(RequestCase.bytes(test, "request.json")).chat();
    }
}
