package dev.parley.server.dialect.gemini;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.RequestCase;
import dev.parley.testkit.Fixtures;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/gemini/requests}, {@code cross/openai-to-gemini} and {@code cross/claude-to-gemini},
 * each named by the line it proves: {@code request.txtpb} as the contract has it, or {@code in.json} as the caller says
 * it; {@code out.json} as the host gets it, {@code drops.txt} what it does not get, {@code error.txt} the path at fault
 * and a piece of the message. The testkit checks that the API takes what is sent.
 */
@DisplayName("GM-12, GM-13, CLI-10, E-ROLE, E-TOOL, E-GEM, E-IMG, E-FIN, E-RSN, E-OTH: requests to Gemini")
class GeminiRequestFixturesTest {
    private static final GeminiDialect GEMINI = new GeminiDialect(() -> "made");

    private static Stream<Fixtures.Case> contract() {
        return Fixtures.cases("gemini/requests").stream();
    }

    private static Stream<Fixtures.Case> openai() {
        return Fixtures.cases("cross/openai-to-gemini").stream();
    }

    private static Stream<Fixtures.Case> claude() {
        return Fixtures.cases("cross/claude-to-gemini").stream();
    }

    @ParameterizedTest
    @MethodSource("contract")
    void writesWhatTheContractSays(Fixtures.Case test) throws Exception {
        ChatRequest request = TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
        check(test, () -> request, false);
    }

    @ParameterizedTest
    @MethodSource("openai")
    void writesWhatOpenAiCallersSay(Fixtures.Case test) {
        check(test, GeminiAnswerCase.OPENAI);
    }

    @ParameterizedTest
    @MethodSource("claude")
    void writesWhatClaudeCallersSay(Fixtures.Case test) {
        check(test, GeminiAnswerCase.CLAUDE);
    }

    private static void check(Fixtures.Case test, NorthDialect caller) {
        byte[] body = RequestCase.bytes(test, "in.json");
        check(test, () -> caller.readRequest(body).request(), RequestCase.stream(body));
    }

    private static void check(Fixtures.Case test, Supplier<ChatRequest> reader, boolean stream) {
        if (test.has("error.txt")) {
            RequestCase.assertRefused(test, () -> GEMINI.writeRequest(reader.get(), "m", stream, new Drops()));
        } else {
            RequestCase.assertWritten(test, "out.json", reader.get(), stream, GEMINI::writeRequest);
        }
    }
}
