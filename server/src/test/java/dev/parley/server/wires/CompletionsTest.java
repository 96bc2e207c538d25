package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import dev.parley.server.Gateway;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Answer;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GM-14: /v1/completions with OpenAI's own Java client, over each kind of provider")
class CompletionsTest {
    private static final Answer THOUGHTFUL = Answer.text("Hello there").after("Hm.");

    private static ThreeHosts hosts;

    @BeforeAll
    static void start() {
        hosts = new ThreeHosts(request -> OpenAiAnswers.to(request, THOUGHTFUL), Answer.text("Hello there"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @BeforeEach
    void forget() {
        hosts.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin/echo", "up/m", "cl/m", "ge/m"})
    void completes(String model) {
        Completion answer = hosts.client
                .completions()
                .create(params(model).prompt("Hello there").build());
        assertThat(answer.id()).startsWith("cmpl-");
        assertThat(answer.model()).isEqualTo(model);
        CompletionChoice choice = answer.choices().getFirst();
        assertThat(choice.text()).isEqualTo("Hello there");
        assertThat(choice.finishReason()).isEqualTo(CompletionChoice.FinishReason.STOP);
        assertThat(choice.logprobs()).isEmpty();
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin/echo", "up/m", "cl/m", "ge/m"})
    void streams(String model) {
        Streamed answer = stream(params(model).prompt("Hello there"));
        assertThat(answer.texts).containsExactly(Map.entry(0L, "Hello there"));
        assertThat(answer.ends).containsExactly(Map.entry(0L, CompletionChoice.FinishReason.STOP));
        assertThat(answer.usage).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin/echo", "cl/m", "ge/m"})
    @DisplayName("One choice for each prompt and n, whatever the provider can give at once (E-OTH-2)")
    void answersEachPrompt_nTimes(String model) {
        var prompts =
                params(model).promptOfArrayOfStrings(List.of("one", "two")).n(2).echo(true);
        boolean echoed = model.startsWith("builtin");
        Map<Long, String> expected = Map.of(
                0L, echoed ? "oneone" : "oneHello there",
                1L, echoed ? "oneone" : "oneHello there",
                2L, echoed ? "twotwo" : "twoHello there",
                3L, echoed ? "twotwo" : "twoHello there");
        List<CompletionChoice> choices =
                hosts.client.completions().create(prompts.build()).choices();
        assertThat(choices).extracting(CompletionChoice::index).containsExactly(0L, 1L, 2L, 3L);
        assertThat(choices).allSatisfy(choice -> assertThat(choice.text()).isEqualTo(expected.get(choice.index())));
        Streamed streamed = stream(prompts);
        assertThat(streamed.texts).isEqualTo(expected);
        assertThat(streamed.ends).hasSize(4);
    }

    @Test
    @DisplayName("The host gets a chat of one user message, with what both APIs know")
    void asksForChat() {
        hosts.client
                .completions()
                .create(params("up/m")
                        .prompt("Say hello")
                        .maxTokens(7)
                        .temperature(0.5)
                        .topP(0.9)
                        .stop("END")
                        .seed(4)
                        .presencePenalty(1)
                        .frequencyPenalty(-1)
                        .user("ann")
                        .bestOf(1)
                        .build());
        assertThat(JsonValues.of(hosts.openAi.requests().getFirst().body().getBytes(UTF_8)))
                .isEqualTo(JsonValues.of("""
                {"model": "m", "messages": [{"role": "user", "content": "Say hello"}], "max_tokens": 7,
                 "temperature": 0.5, "top_p": 0.9, "stop": "END", "seed": 4, "presence_penalty": 1.0,
                 "frequency_penalty": -1.0, "user": "ann"}"""));
    }

    @Test
    @DisplayName("COM-06: what a chat has no place for is reported; in strict mode it is refused")
    void reportsWhatIsLost() throws Exception {
        String body = "{\"model\":\"up/m\",\"prompt\":\"x\",\"suffix\":\"y\",\"logprobs\":1}";
        HttpResponse<String> reply = Http.post(hosts.gateway, "/v1/completions", body);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields"))
                .hasValue("extensions.suffix,extensions.logprobs");
        assertThat(hosts.openAi.requests().getFirst().body()).doesNotContain("suffix", "logprobs");
        HttpResponse<String> strict = Http.post(hosts.gateway, "/v1/completions", body, "X-Gateway-Strict", "true");
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("\"unsupported_parameter\"", "\"param\":\"extensions.suffix\"");
    }

    @Test
    void refuses_inOpenAisWords() {
        assertThatThrownBy(() -> hosts.client
                        .completions()
                        .create(params("builtin/echo")
                                .promptOfArrayOfTokens(List.of(1L, 2L))
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).hasValue("prompt"));
        assertThatThrownBy(() -> hosts.client
                        .completions()
                        .create(params("builtin/echo").prompt("x").bestOf(3).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).hasValue("best_of"));
        assertThatThrownBy(() -> hosts.client
                        .completions()
                        .create(params("no/such")
                                .promptOfArrayOfStrings(List.of("a", "b"))
                                .build()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("All or error: one prompt that fails is the whole request's failure, and ends the others")
    void fails_whenOnePromptFails() throws Exception {
        CountDownLatch othersAsked = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            hosts.openAi.enqueue(request -> {
                othersAsked.countDown();
                return Reply.silence();
            });
        }
        hosts.openAi.enqueue(request -> {
            await(othersAsked);
            return OpenAiAnswers.error(400, "too odd");
        });
        String body = "{\"model\":\"up/m\",\"prompt\":[\"a\",\"b\",\"c\"]}";
        HttpResponse<String> reply = Http.post(hosts.gateway, "/v1/completions", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("too odd");
        assertThat(hosts.openAi.awaitClientClose(Duration.ofSeconds(5))).isTrue();
        assertThat(hosts.openAi.awaitClientClose(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    @DisplayName("CLI-08: a stream that breaks midway ends with an error, and without [DONE]")
    void endsWithError_whenStreamBreaks() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        hosts.openAi.enqueue(OpenAiAnswers.text(OpenAiAnswers.begin(), "Hello").await(read));
        HttpResponse<InputStream> reply =
                Http.open(hosts.gateway, "/v1/completions", "{\"model\":\"up/m\",\"prompt\":\"x\",\"stream\":true}");
        try (InputStream body = reply.body()) {
            assertThat(body.readNBytes(6)).asString(UTF_8).isEqualTo("data: ");
            read.countDown();
            assertThat(body.readAllBytes())
                    .asString(UTF_8)
                    .contains("\"object\":\"text_completion\"", "data: {\"error\":", "upstream_truncated")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    @DisplayName("COM-08: a caller who goes ends all of its prompts")
    void endsAllPrompts_whenCallerGoes() throws Exception {
        for (int i = 0; i < 2; i++) {
            hosts.openAi.enqueue(
                    OpenAiAnswers.text(OpenAiAnswers.begin(), "Hello").stall());
        }
        HttpResponse<InputStream> reply = Http.open(
                hosts.gateway, "/v1/completions", "{\"model\":\"up/m\",\"prompt\":[\"a\",\"b\"],\"stream\":true}");
        try (InputStream body = reply.body()) {
            assertThat(body.readNBytes(6)).asString(UTF_8).isEqualTo("data: ");
        }
        assertThat(hosts.openAi.awaitClientClose(Duration.ofSeconds(5))).isTrue();
        assertThat(hosts.openAi.awaitClientClose(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    @DisplayName("Every prompt is a call that is counted")
    void countsEachPrompt() {
        try (Gateway counted = Gateway.start("ACCESS_ALLOW_ANONYMOUS", "true")) {
            OpenAIClient any = OpenAIOkHttpClient.builder()
                    .baseUrl(counted.url() + "/v1")
                    .apiKey("any")
                    .build();
            any.completions()
                    .create(params("builtin/echo")
                            .promptOfArrayOfStrings(List.of("a", "b", "c"))
                            .build());
            any.close();
            assertThat(counted.usage().models().get("builtin/echo").requests()).isEqualTo(3);
        }
    }

    private static CompletionCreateParams.Builder params(String model) {
        return CompletionCreateParams.builder().model(model);
    }

    private static Streamed stream(CompletionCreateParams.Builder params) {
        Streamed answer = new Streamed();
        try (StreamResponse<Completion> chunks = hosts.client
                .completions()
                .createStreaming(params.streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            chunks.stream().forEach(answer::add);
        }
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Streamed {
        private final Map<Long, String> texts = new TreeMap<>();
        private final Map<Long, CompletionChoice.FinishReason> ends = new TreeMap<>();
        private long usage;

        void add(Completion chunk) {
            chunk.usage().ifPresent(told -> usage = told.totalTokens());
            for (CompletionChoice choice : chunk.choices()) {
                texts.merge(choice.index(), choice.text(), String::concat);
                CompletionChoice.FinishReason end =
                        choice._finishReason().asKnown().orElse(null);
                if (end != null) {
                    assertThat(ends.put(choice.index(), end)).as("one end").isNull();
                }
            }
        }
    }
}
