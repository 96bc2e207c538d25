package dev.parley.server.dialect.deepseek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/deepseek/requests}: {@code request.txtpb} as the contract has it, {@code out.json} as
 * it is written, {@code drops.txt} what cannot be.
 */
@DisplayName("DS-32, COM-06: what a session is asked")
class SessionRequestFixturesTest {
    private static Stream<DeepSeekCase> cases() {
        return Fixtures.cases("deepseek/requests").stream().map(DeepSeekCase::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesThePayload(DeepSeekCase test) throws Exception {
        ChatRequest request = TextFormat.parse(test.files().text("request.txtpb"), ChatRequest.class);
        Drops drops = new Drops();
        byte[] body = test.dialect().writeRequest(request, "m", true, drops);
        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(test.files().text("out.json").strip());
        List<String> dropped = test.files().has("drops.txt")
                ? test.files().text("drops.txt").lines().toList()
                : List.of();
        assertThat(drops.paths()).isEqualTo(dropped);
    }

    @ParameterizedTest
    @CsvSource({
        "sampling { candidates: 2 }, ERROR_CODE_UNSUPPORTED, sampling.candidates",
        "messages { role: ROLE_USER parts { media { } } }, ERROR_CODE_INVALID_REQUEST, messages",
    })
    @DisplayName("E-OTH-2: what cannot be asked at all is refused, never silently changed")
    void refuses(String request, ErrorCode code, String param) throws Exception {
        ChatRequest asked = TextFormat.parse(request, ChatRequest.class);
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() ->
                        DeepSeekCase.dialect("deepseek-chat", "remove").writeRequest(asked, "m", true, new Drops()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(param));
    }

    @Test
    void namesTheOption_thatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionFormat.of(Map.of("prompt-user", "no place")))
                .withMessageContaining("options.prompt-user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionFormat.of(Map.of("citations", "hide")))
                .withMessageContaining("options.citations");
    }
}
