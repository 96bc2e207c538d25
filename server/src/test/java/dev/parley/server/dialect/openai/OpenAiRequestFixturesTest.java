package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Fixtures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders of {@code fixtures/openai/requests}: {@code request.json} as a caller sends it, {@code request.txtpb} as
 * it is read, {@code out.json} as it is written where that is not equal, {@code drops.txt} what cannot be written,
 * {@code error.txt} the path at fault and a piece of the message. A case without {@code request.json} is written only.
 */
@DisplayName(
        "COM-05, COM-06, E-ROLE, E-TOOL, E-IMG, E-FIN-3, E-FIN-4, E-RSN-1, E-RSN-2, E-OTH-3 to -5: OpenAI requests")
class OpenAiRequestFixturesTest {
    private static final byte[] DAMAGE = {'"', '0', '[', '}', ':', 'x', ' ', 0, (byte) 0xFF};

    private static Stream<Fixtures.Case> cases() {
        return Fixtures.cases("openai/requests").stream();
    }

    private static Stream<Fixtures.Case> readable() {
        return cases().filter(test -> test.has("request.json") && !test.has("error.txt"));
    }

    private static Stream<Fixtures.Case> refused() {
        return cases().filter(test -> test.has("error.txt"));
    }

    private static Stream<Fixtures.Case> bodies() {
        return cases().filter(test -> test.has("request.json"));
    }

    private static Stream<Fixtures.Case> written() {
        return cases().filter(test -> test.has("request.txtpb"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheCallerSaid_whenReadable(Fixtures.Case test) throws Exception {
        byte[] body = test.text("request.json").getBytes(UTF_8);
        assertThat(OpenAiRequestReader.read(body).chat()).isEqualTo(contract(test));
    }

    @ParameterizedTest
    @MethodSource("written")
    @DisplayName("The round trip: what was read is written as equal JSON")
    void writesEqualJson(Fixtures.Case test) throws Exception {
        String expected = test.text(test.has("out.json") ? "out.json" : "request.json");
        List<String> dropped =
                test.has("drops.txt") ? test.text("drops.txt").lines().toList() : List.of();
        boolean stream = test.has("request.json")
                && OpenAiRequestReader.read(test.text("request.json").getBytes(UTF_8)).stream();
        Drops drops = new Drops();
        byte[] body = new OpenAiRequestWriter("max_tokens").write(contract(test), "m", stream, drops);
        assertThat(JsonValues.of(body)).isEqualTo(JsonValues.of(withModel(expected)));
        assertThat(drops.paths()).isEqualTo(dropped);
    }

    /** Routing always gives the writer a model. */
    private static String withModel(String json) {
        return json.contains("\"model\"") ? json : json.replaceFirst("\\{", "{\"model\": \"m\", ");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAtFault_whenRefused(Fixtures.Case test) {
        List<String> expected = test.text("error.txt").lines().toList();
        byte[] body = test.text("request.json").strip().getBytes(UTF_8);
        assertThatThrownBy(() -> OpenAiRequestReader.read(body))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(expected.get(0)))
                .satisfies(e -> assertThat(e.getMessage()).contains(expected.get(1)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @DisplayName("Whatever the damage, a body is read or refused, never more")
    void readsOrRefuses_whenDamagedAnywhere(Fixtures.Case test) {
        byte[] body = test.text("request.json").strip().getBytes(UTF_8);
        for (int at = 0; at < body.length; at++) {
            readOrRefuse(Arrays.copyOf(body, at));
            byte[] damaged = body.clone();
            damaged[at] = DAMAGE[at % DAMAGE.length];
            readOrRefuse(damaged);
        }
    }

    private static void readOrRefuse(byte[] body) {
        try {
            ChatRequest chat = OpenAiRequestReader.read(body).chat();
            assertThat(new OpenAiRequestWriter("max_tokens").write(chat, "m", true, new Drops()))
                    .isNotEmpty();
        } catch (ChatException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        }
    }

    private static ChatRequest contract(Fixtures.Case test) throws TextFormat.ParseException {
        return TextFormat.parse(test.text("request.txtpb"), ChatRequest.class);
    }
}
