package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.RequestCase;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.testkit.Fixtures;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/cross/openai-to-claude} and {@code claude-to-openai}, each named by the line it
 * proves: {@code in.json} as the caller sends it, {@code out.json} as the host gets it, {@code drops.txt} what it does
 * not get, {@code error.txt} the path at fault and a piece of the message.
 */
@DisplayName("E-ROLE, E-TOOL, E-IMG, E-FIN, E-RSN, E-OTH: requests of one dialect to hosts of the other")
class CrossRequestFixturesTest {
    private static final OpenAiDialect OPENAI = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1");

    private static Stream<Fixtures.Case> openaiToClaude() {
        return Fixtures.cases("cross/openai-to-claude").stream();
    }

    private static Stream<Fixtures.Case> claudeToOpenai() {
        return Fixtures.cases("cross/claude-to-openai").stream();
    }

    @ParameterizedTest
    @MethodSource("openaiToClaude")
    void writesForClaude_whatOpenAiCallersSay(Fixtures.Case test) {
        byte[] body = RequestCase.bytes(test, "in.json");
        check(test, () -> OPENAI.readRequest(body).request(), ClaudeRequestWriter::write);
    }

    @ParameterizedTest
    @MethodSource("claudeToOpenai")
    void writesForOpenAi_whatClaudeCallersSay(Fixtures.Case test) {
        byte[] body = RequestCase.bytes(test, "in.json");
        check(test, () -> ClaudeRequestReader.read(body).chat(), OPENAI::writeRequest);
    }

    private static void check(Fixtures.Case test, Supplier<ChatRequest> reader, RequestCase.Writer writer) {
        boolean stream = RequestCase.stream(RequestCase.bytes(test, "in.json"));
        if (test.has("error.txt")) {
            RequestCase.assertRefused(test, () -> writer.write(reader.get(), "m", stream, new Drops()));
        } else {
            RequestCase.assertWritten(test, "out.json", reader.get(), stream, writer);
        }
    }
}
