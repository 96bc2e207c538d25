package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.embedding.v1.Input;
import dev.parley.embedding.v1.Tokens;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CLI-05: OpenAI's embeddings, read from callers and written to hosts")
class OpenAiEmbeddingsTest {
    private final OpenAiEmbeddings hosts = new OpenAiEmbeddings();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\"|a",
                "[\"a\",\"b\"]|a,b",
                "[1,2]|1 2",
                "[[1],[2,3]]|1,2 3",
            })
    void readsInput_inEachForm(String input, String expected) {
        EmbedRequest request = read("{\"model\":\"m\",\"input\":" + input + "}").request();
        assertThat(String.join(
                        ",",
                        request.getInputsList().stream()
                                .map(OpenAiEmbeddingsTest::shown)
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("COM-05: what is not modelled goes to a host of the same dialect, and only there")
    void forwardsUnknownFields() {
        EmbedRequest request =
                read("{\"model\":\"m\",\"input\":\"a\",\"dimensions\":3,\"user\":\"ann\",\"truncate\":\"END\"}")
                        .request();
        Drops drops = new Drops();
        byte[] body = hosts.writeRequest(request, "real", drops);
        assertThat(JsonValues.of(body))
                .isEqualTo(
                        JsonValues.of(
                                "{\"model\":\"real\",\"input\":[\"a\"],\"dimensions\":3,\"user\":\"ann\",\"truncate\":\"END\"}"));
        assertThat(drops.paths()).isEmpty();
    }

    @Test
    @DisplayName("COM-06: OpenAI has no word for a purpose")
    void reportsPurpose() {
        Drops drops = new Drops();
        hosts.writeRequest(EmbedRequest.newBuilder().setPurpose("CLUSTERING").build(), "m", drops);
        assertThat(drops.paths()).containsExactly("purpose");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":\"a\"}|model|Missing required parameter: 'model'.",
                "{\"model\":\"m\"}|input|Missing required parameter: 'input'.",
                "{\"model\":\"m\",\"input\":null}|input|Missing required parameter: 'input'.",
                "{\"model\":\"m\",\"input\":[]}|input|an empty list",
                "{\"model\":\"m\",\"input\":[null]}|input[0]|null",
                "{\"model\":\"m\",\"input\":[\"a\",1]}|input[1]|expected: a string",
                "{\"model\":\"m\",\"input\":[[1],\"a\"]}|input[1]|a list of tokens, or texts alone",
                "{\"model\":\"m\",\"input\":[[[1]]]}|input[0][0]|an integer",
                "{\"model\":\"m\",\"input\":[1.5]}|input[0]|1.5",
                "{\"model\":\"m\",\"input\":{\"text\":\"a\"}}|input|a list",
                "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"int8\"}|encoding_format|'float' or 'base64'",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":\"3\"}|dimensions|an integer",
                "{\"model\":\"m\",\"input\":\"a\"|''|not valid JSON",
            })
    void refusesWhatIsNone(String body, String path, String message) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.error().getParam()).isEqualTo(path);
            assertThat(e.getMessage()).contains(message);
        });
    }

    @Test
    void refusesMoreInputsThanOpenAi_beforeItHasReadThem() {
        String many = "{\"model\":\"m\",\"input\":[" + String.join(",", Collections.nCopies(2049, "\"a\"")) + "oops";
        assertThatThrownBy(() -> read(many))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.getMessage()).contains("at most 2048 inputs"));
    }

    @Test
    @DisplayName("Every finite float survives from host to caller in both encodings, whichever the host has")
    void keepsNumbers() {
        Random random = new Random(20261121);
        Embedding.Builder vector = Embedding.newBuilder();
        List.of(0f, -0f, 1f, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MIN_NORMAL, 0.1f)
                .forEach(vector::addValues);
        for (int i = 0; i < 20_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                vector.addValues(value);
            }
        }
        EmbedResponse made = EmbedResponse.newBuilder()
                .addEmbeddings(vector)
                .setUsage(Usage.newBuilder().setInputTokens(5))
                .build();
        for (String form : List.of("float", "base64")) {
            byte[] body = written(made, "\"encoding_format\":\"" + form + '"');
            EmbedResponse read = hosts.readResponse(body);
            assertThat(read.getEmbeddings(0)).as(form).isEqualTo(vector.build());
            assertThat(read.getUsage().getInputTokens()).isEqualTo(5);
        }
    }

    @Test
    void writesAnswerAsOpenAi() {
        EmbedResponse made = EmbedResponse.newBuilder()
                .setModel("m")
                .addEmbeddings(Embedding.newBuilder().addValues(0.1f).addValues(-2))
                .setUsage(Usage.newBuilder().setInputTokens(5))
                .build();
        assertThat(new String(written(made, "\"encoding_format\":\"float\""), UTF_8))
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.1,-2.0]}],"
                                + "\"model\":\"m\",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}");
        assertThat(new String(written(made, "\"encoding_format\":\"base64\""), UTF_8))
                .contains("\"embedding\":\"zczMPQAAAMA=\"");
    }

    @Test
    void takesPlaces_fromHostsThatAnswerOutOfOrder() {
        EmbedResponse read = hosts.readResponse(
                "{\"data\":[{\"index\":1,\"embedding\":[1]},{\"index\":0,\"embedding\":[0]}],\"usage\":{\"total_tokens\":4}}"
                        .getBytes(UTF_8));
        assertThat(read.getEmbeddings(0).getValues(0)).isZero();
        assertThat(read.getUsage().getInputTokens()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":[{\"embedding\":[NaN]}]}|bad_upstream_json",
                "{\"data\":[{\"embedding\":[1e39]}]}|bad_upstream_json",
                "{\"data\":[{\"embedding\":[null]}]}|bad_upstream_json",
                "{\"data\":[{\"embedding\":[\"1\"]}]}|bad_upstream_json",
                "{\"data\":[{\"embedding\":\"AAAA\"}]}|bad_upstream_json",
                "{\"data\":[{\"embedding\":\"no base64\"}]}|bad_upstream_json",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}|bad_upstream_json",
                "{\"data\":{}}|bad_upstream_json",
                "[]|bad_upstream_json",
                "{\"data\":[|bad_upstream_json",
                "{\"error\":{\"message\":\"no\",\"code\":\"rate_limit_exceeded\"}}|rate_limit_exceeded",
            })
    void refusesAnswerThatIsNone(String body, String reason) {
        assertThatThrownBy(() -> hosts.readResponse(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.error().getReason()).isEqualTo(reason));
    }

    @Test
    void writesTokensAsLists() {
        EmbedRequest request = EmbedRequest.newBuilder()
                .addInputs(Input.newBuilder()
                        .setTokens(Tokens.newBuilder().addIds(1).addIds(2)))
                .build();
        assertThat(new String(hosts.writeRequest(request, "m", new Drops()), UTF_8))
                .isEqualTo("{\"model\":\"m\",\"input\":[[1,2]]}");
    }

    private static IncomingEmbedding read(String body) {
        return OpenAiEmbeddings.readRequest(body.getBytes(UTF_8));
    }

    private static byte[] written(EmbedResponse made, String form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        read("{\"model\":\"m\",\"input\":\"a\"," + form + "}").answer().write(made, out);
        return out.toByteArray();
    }

    private static String shown(Input input) {
        return input.hasText()
                ? input.getText()
                : String.join(
                        " ",
                        input.getTokens().getIdsList().stream()
                                .map(String::valueOf)
                                .toList());
    }
}
