package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import com.openai.models.responses.inputtokens.InputTokenCountResponse;
import dev.parley.chat.v1.TokenCount;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("COM-02, CL-12, DS-17: prompts are counted, on every wire alike")
class TokenCountsTest {
    private static final String TEXT = "お誕生日おめでとう";

    private static FakeUpstream host;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        host = FakeUpstream.openAi(request -> Reply.silence());
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                host.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-4o,gpt-4,some-model");
    }

    @AfterAll
    static void stop() {
        assertThat(host.requests()).as("nobody was asked").isEmpty();
        gateway.close();
        host.close();
    }

    /** A message costs 4 and the answer 3 beside the text, which is 8 tokens of gpt-4o and 9 of gpt-4; else 2 and 7. */
    @ParameterizedTest
    @CsvSource({"gpt-4o, 15", "up/gpt-4, 16", "some-model, 9"})
    void countsByTheModelsTokenizer(String model, long tokens) throws Exception {
        TokenCount expected = TokenCount.newBuilder()
                .setInputTokens(tokens)
                .setEstimated(true)
                .build();
        try (ParleyClient grpc = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(Http.KEY)
                        .build();
                ParleyClient rest =
                        ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build()) {
            assertThat(grpc.chat().countTokens(Asked.of(model, TEXT))).isEqualTo(expected);
            assertThat(rest.chat().countTokens(Asked.of(model, TEXT))).isEqualTo(expected);
        }
        String body = Http.chat(model, false).replace("hi", TEXT);
        HttpResponse<String> claude = Http.post(gateway, "/v1/messages/count_tokens", body);
        assertThat(claude.body()).isEqualTo("{\"input_tokens\":" + tokens + '}');
        String input = "{\"model\":\"" + model + "\",\"input\":\"" + TEXT + "\"}";
        HttpResponse<String> openAi = Http.post(gateway, "/v1/responses/input_tokens", input);
        assertThat(openAi.body()).isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":" + tokens + '}');
    }

    @Test
    @DisplayName("OpenAI's own client asks how long an input is")
    void countsForOpenAisClient() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .build();
        InputTokenCountResponse count = client.responses()
                .inputTokens()
                .count(InputTokenCountParams.builder()
                        .model("gpt-4o")
                        .instructions("hello world")
                        .input(TEXT)
                        .build());
        assertThat(count.inputTokens())
                .as("a system message of two tokens beside it")
                .isEqualTo(15 + 4 + 2);
        client.close();
    }

    @Test
    @DisplayName("What could not be asked is refused in the words of the wire")
    void refuses() throws Exception {
        HttpResponse<String> reply =
                Http.post(gateway, "/v1/responses/input_tokens", "{\"model\":\"gpt-4o\",\"input\":7}");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"param\":\"input\"");
    }

    @Test
    @DisplayName("A million times the same character is counted like any prompt")
    void countsHostilePrompts() throws Exception {
        String body = Http.chat("gpt-4o", false).replace("hi", "a".repeat(1_000_000));
        assertThat(Http.post(gateway, "/v1/messages/count_tokens", body).body()).isEqualTo("{\"input_tokens\":125007}");
    }
}
