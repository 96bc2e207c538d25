package dev.parley.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Input;
import dev.parley.embedding.v1.Tokens;
import dev.parley.server.Parley;
import dev.parley.server.config.SettingsLoader;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("builtin/minilm, served by a running gateway")
class ServedTest {
    private static Parley parley;
    private static ParleyClient client;

    @BeforeAll
    static void start(@TempDir Path folder) {
        parley = Parley.start(SettingsLoader.load(new SettingsLoader.Request(
                Map.of("PARLEY_SERVER_PORT", "0", "PARLEY_DATA_DIR", folder.toString()), null, List.of(), Map.of())));
        client = ParleyClient.builder()
                .rest("http://127.0.0.1:" + parley.port())
                .key("demo")
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        parley.close();
    }

    @Test
    void answersInOrder_withItsOwnTokensCounted() throws Exception {
        EmbedResponse answer =
                client.embeddings().embed(asked("cat", "Hello, world!").build());
        assertThat(answer.getUsage().getInputTokens()).isEqualTo(5);
        assertThat(answer.getUsage().getEstimated()).isFalse();
        assertThat(answer.getServed().getProvider()).isEqualTo("builtin");
        float[] expected = new MiniLm().embed("Hello, world!");
        assertThat(answer.getEmbeddings(1).getValuesList())
                .isEqualTo(IntStream.range(0, expected.length)
                        .mapToObj(i -> expected[i])
                        .toList());
    }

    @Test
    void speaksOpenAi_andIsListed() throws Exception {
        assertThat(send("/v1/embeddings", "{\"model\":\"builtin/minilm\",\"input\":\"cat\",\"dimensions\":384}")
                        .body())
                .contains("\"object\":\"list\"", "\"prompt_tokens\":1,\"total_tokens\":1");
        assertThat(send("/v1/models", "").body()).contains("\"id\":\"builtin/minilm\"", "\"context_length\":510");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 383, 385})
    void refusesOtherLengths(int dimensions) {
        assertRefused(asked("cat").setDimensions(dimensions), dimensions + " (expected: 384, or unset");
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused(asked("cat", "word ".repeat(511)), "'inputs[1]' has more than the 510 tokens");
        assertRefused(
                asked().addInputs(
                                Input.newBuilder().setTokens(Tokens.newBuilder().addIds(1))),
                "is given as tokens");
        assertRefused(asked("cat").setPurpose("CLUSTERING").setStrict(true), "cannot express 'purpose'");
    }

    @Test
    void doesNotChat() throws Exception {
        HttpResponse<String> reply = send(
                "/v1/chat/completions",
                "{\"model\":\"builtin/minilm\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("model_not_capable");
    }

    private static void assertRefused(EmbedRequest.Builder request, String message) {
        assertThatThrownBy(() -> client.embeddings().embed(request.build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                    assertThat(e.getStatus().getDescription()).contains(message);
                });
    }

    private static EmbedRequest.Builder asked(String... texts) {
        EmbedRequest.Builder request = EmbedRequest.newBuilder().setModel("builtin/minilm");
        List.of(texts).forEach(text -> request.addInputs(Input.newBuilder().setText(text)));
        return request;
    }

    /** Posts a body, or asks if there is none. */
    private static HttpResponse<String> send(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parley.port() + path))
                .header("authorization", "Bearer demo");
        HttpRequest made = body.isEmpty()
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(made, HttpResponse.BodyHandlers.ofString());
        }
    }
}
