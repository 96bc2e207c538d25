package dev.parley.server.dialect.responses;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.RequestCase;
import dev.parley.testkit.Fixtures;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/responses/host-requests}: {@code request.txtpb} what is asked, {@code out.json} what a
 * host is sent, {@code drops.txt} what it is not, {@code error.txt} the path at fault and a piece of the message.
 */
@DisplayName("COM-05, COM-06, RS-01, RS-04, E-ROLE, E-TOOL, E-FIN-3, E-RSN, E-OTH: requests to Responses hosts")
class HostRequestFixturesTest {
    private static Stream<Fixtures.Case> written() {
        return Fixtures.cases("responses/host-requests").stream().filter(test -> !test.has("error.txt"));
    }

    private static Stream<Fixtures.Case> refused() {
        return Fixtures.cases("responses/host-requests").stream().filter(test -> test.has("error.txt"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesWhatHostsTake(Fixtures.Case test) throws Exception {
        ChatRequest chat = TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
        RequestCase.assertWritten(test, "out.json", chat, false, HostRequestWriter::write);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAtFault_whenRefused(Fixtures.Case test) throws Exception {
        ChatRequest chat = TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
        RequestCase.assertRefused(test, () -> HostRequestWriter.write(chat, "m", false, new Drops()));
    }
}
