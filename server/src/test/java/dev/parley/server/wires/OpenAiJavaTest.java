package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OpenAI's own Java client against a running gateway (CLI-06, CLI-07, CLI-08)")
class OpenAiJavaTest {
    private static final String TWO_CALLS = """
            - - reasoning: Two cities.
              - tool: get_weather
                arguments: {city: Paris}
              - tool: get_weather
                arguments: {city: Rome}
            - - text: Sunny in both.
            """;

    private static FakeUpstream upstream;
    private static Gateway gateway;
    private static OpenAIClient client;

    /** What a host's structured output looks like to a program. */
    static class City {
        public String name;
        public int people;
    }

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(request -> request.body().contains("json_schema")
                ? Hosts.whole("{\\\"name\\\":\\\"Rome\\\",\\\"people\\\":3}")
                : Reply.silence());
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-4o");
        client = client(Http.KEY);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    @Test
    void chats() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(say("builtin/echo", "Hello there").build());
        assertThat(answer.choices().getFirst().message().content()).hasValue("Hello there");
        assertThat(answer.model()).isEqualTo("builtin/echo");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(4);
    }

    @Test
    void streams() {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams params = say("builtin/echo", "Hello there")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(whole::accumulate);
        }
        ChatCompletion answer = whole.chatCompletion();
        assertThat(answer.choices().getFirst().message().content()).hasValue("Hello there");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(2);
    }

    /**
     * Its accumulator takes a chunk with usage for the last one, so DS-42's usage on the finish chunk must go for it.
     */
    @Test
    @DisplayName("streaming.usage-on-finish: false suits the accumulator of OpenAI's client without stream_options")
    void accumulatesWithoutStreamOptions_whenUsageIsNotOnFinish() {
        try (Gateway plain = Gateway.start("STREAMING_USAGE_ON_FINISH", "false")) {
            OpenAIClient demo = OpenAIOkHttpClient.builder()
                    .baseUrl(plain.url() + "/v1")
                    .apiKey("demo")
                    .build();
            ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
            try (StreamResponse<ChatCompletionChunk> chunks = demo.chat()
                    .completions()
                    .createStreaming(say("builtin/echo", "Hello").build())) {
                chunks.stream().forEach(whole::accumulate);
            }
            assertThat(whole.chatCompletion().choices().getFirst().message().content())
                    .hasValue("Hello");
            demo.close();
        }
    }

    @Test
    void callsToolsInParallel_andGoesOn() {
        ChatCompletionCreateParams.Builder turn =
                say("builtin/script", TWO_CALLS).addTool(weather());
        ChatCompletionMessage calls = whole(turn.build());
        assertThat(calls.toolCalls().orElseThrow())
                .extracting(call -> call.asFunction().function().arguments())
                .containsExactly("{\"city\":\"Paris\"}", "{\"city\":\"Rome\"}");
        assertThat(calls.toolCalls().orElseThrow().stream()
                        .map(call -> call.asFunction().id())
                        .distinct())
                .hasSize(2);
        turn.addMessage(calls);
        calls.toolCalls()
                .orElseThrow()
                .forEach(call -> turn.addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.asFunction().id())
                        .content("sunny")
                        .build()));
        assertThat(whole(turn.build()).content()).hasValue("Sunny in both.");
    }

    @Test
    void streamsToolCalls() {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams params = say("builtin/script", TWO_CALLS)
                .addTool(weather())
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(whole::accumulate);
        }
        ChatCompletion.Choice choice = whole.chatCompletion().choices().getFirst();
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(choice.message().toolCalls().orElseThrow())
                .extracting(call -> call.asFunction().function().arguments())
                .containsExactly("{\"city\":\"Paris\"}", "{\"city\":\"Rome\"}");
    }

    @Test
    void readsStructuredOutput() {
        var params = ChatCompletionCreateParams.builder()
                .model("gpt-4o")
                .addUserMessage("A city")
                .responseFormat(City.class)
                .build();
        City city = client.chat()
                .completions()
                .create(params)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(city.name).isEqualTo("Rome");
        assertThat(city.people).isEqualTo(3);
        assertThat(upstream.requests().getLast().body()).contains("\"json_schema\"", "\"strict\":true");
    }

    @Test
    void listsAndFindsModels() {
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .contains("gpt-4o", "builtin/echo");
        assertThat(client.models().retrieve("builtin/echo").ownedBy()).isEqualTo("parley");
    }

    @Test
    @DisplayName("Each error class by its status, Retry-After kept")
    void throwsByStatus() {
        assertThatThrownBy(() -> ask(client, "builtin/fault?status=400")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> ask(client, "no/such")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ask(client, "builtin/fault?status=429&retry-after=3s"))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.headers().values("retry-after")).containsExactly("3"));
        assertThatThrownBy(() -> ask(client, "builtin/fault?status=500")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> ask(client, "builtin/fault?status=401"))
                .as("a host's 401 is not the caller's")
                .isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> ask(client("wrong"), "builtin/echo")).isInstanceOf(UnauthorizedException.class);
    }

    @Test
    @DisplayName("The demo key opens the built-in models alone")
    void refusesDemoKey_elsewhere() {
        try (Gateway demo = Gateway.start(
                "PROVIDERS_UP_TYPE", "openai", "PROVIDERS_UP_BASE_URL", upstream.url(), "PROVIDERS_UP_MODELS", "m")) {
            OpenAIClient builtinOnly = OpenAIOkHttpClient.builder()
                    .baseUrl(demo.url() + "/v1")
                    .apiKey("demo")
                    .maxRetries(0)
                    .build();
            assertThatThrownBy(() -> ask(builtinOnly, "up/m")).isInstanceOf(PermissionDeniedException.class);
            ask(builtinOnly, "builtin/echo");
            builtinOnly.close();
        }
    }

    @Test
    @DisplayName("CLI-08: a stream that breaks midway does not end cleanly")
    void fails_whenStreamBreaks() {
        ChatCompletionCreateParams params =
                say("builtin/fault?kind=truncated&after=2", "x").build();
        assertThatThrownBy(() -> {
                    try (StreamResponse<ChatCompletionChunk> chunks =
                            client.chat().completions().createStreaming(params)) {
                        chunks.stream().forEach(chunk -> {});
                    }
                })
                .hasMessageContaining("upstream truncated");
    }

    @Test
    @DisplayName("COM-08: closing the stream ends the host's answer")
    void aborts() {
        ChatCompletionCreateParams params =
                say("builtin/slow?ttft=0ms&gap=20ms&words=1000", "x").build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            assertThat(chunks.stream().limit(3)).hasSize(3);
        }
        assertThat(client.models().list().data()).isNotEmpty();
    }

    private static void ask(OpenAIClient by, String model) {
        by.chat().completions().create(say(model, "x").build());
    }

    private static ChatCompletionMessage whole(ChatCompletionCreateParams params) {
        return client.chat().completions().create(params).choices().getFirst().message();
    }

    private static ChatCompletionCreateParams.Builder say(String model, String text) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
    }

    private static ChatCompletionFunctionTool weather() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                        .build())
                .build();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
