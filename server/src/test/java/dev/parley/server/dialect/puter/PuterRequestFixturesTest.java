package dev.parley.server.dialect.puter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/puter/requests}: {@code request.txtpb} as the contract has it, {@code out.json} as it
 * is written, {@code drops.txt} what cannot be.
 */
@DisplayName("PUT-04, PUT-21, PUT-24, COM-06: Puter's requests")
class PuterRequestFixturesTest {
    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("puter/requests").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesTheCall(Fixtures.Case test) throws Exception {
        ChatRequest request = TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
        Drops drops = new Drops();
        byte[] body = dialect().writeRequest(request, "m", false, drops);
        assertThat(JsonValues.of(body))
                .isEqualTo(JsonValues.of(test.text("out.json").strip()));
        List<String> dropped =
                test.has("drops.txt") ? test.text("drops.txt").lines().toList() : List.of();
        assertThat(drops.paths()).isEqualTo(dropped);
    }

    @Test
    @DisplayName("PUT-21: the envelope byte for byte, as the seeds have it")
    void writesTheEnvelope() throws Exception {
        ChatRequest request =
                TextFormat.parse("messages { role: ROLE_USER parts { text { text: 'Halo' } } }", ChatRequest.class);
        byte[] body = dialect().writeRequest(request, "gpt-4", true, new Drops());
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("""
                {"interface":"puter-chat-completion","driver":"driver of gpt-4","test_mode":false,"method":"complete",\
                "args":{"messages":[{"role":"user","content":"Halo"}],"model":"gpt-4","stream":true}}""");
    }

    @Test
    @DisplayName("E-OTH-2: several answers are refused, never silently one")
    void refusesSeveralAnswers() {
        ChatRequest request = ChatRequest.newBuilder()
                .setSampling(Sampling.newBuilder().setCandidates(2))
                .build();
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> dialect().writeRequest(request, "m", false, new Drops()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNSUPPORTED))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo("sampling.candidates"));
    }

    private static PuterDialect dialect() {
        return new PuterDialect(model -> model.equals("m") ? "d" : "driver of " + model, () -> "made");
    }
}
