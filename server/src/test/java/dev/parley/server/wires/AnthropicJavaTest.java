package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.ServiceUnavailableException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Anthropic's own Java client against a running gateway (CL-01..CL-12, CLI-06..CLI-09)")
class AnthropicJavaTest {
    private static final String TWO_CALLS = """
            - - reasoning: Two cities.
              - tool: get_weather
                arguments: {city: Paris}
              - tool: get_weather
                arguments: {city: Rome}
            - - text: Sunny in both.
            """;
    private static final Answer THOUGHTFUL_CALL = Answer.calls(
                    new Answer.Call("toolu_1", "get_weather", "{\"city\":\"Paris\"}"))
            .after("One city.");

    private static FakeUpstream host;
    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() {
        host = FakeUpstream.anthropic(AnthropicJavaTest::answer);
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_CL_TYPE",
                "anthropic",
                "PROVIDERS_CL_BASE_URL",
                host.origin(),
                "PROVIDERS_CL_API_KEYS",
                "host-key-1",
                "PROVIDERS_CL_MODELS",
                "claude-sonnet-4-5");
        client = client(gateway.url(), Http.KEY);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        host.close();
    }

    private static Reply answer(ReceivedRequest request) {
        if (request.path().contains("count_tokens")) {
            return AnthropicAnswers.count(42);
        }
        return AnthropicAnswers.to(
                request,
                request.body().contains("tool_result") ? Answer.text("Sunny.").cached(20) : THOUGHTFUL_CALL);
    }

    /** The two ways to be answered, which give the same message. */
    static Stream<Named<Function<MessageCreateParams, Message>>> ways() {
        return Stream.of(
                Named.of("whole", params -> client.messages().create(params)),
                Named.of("streamed", AnthropicJavaTest::accumulated));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void answers(Function<MessageCreateParams, Message> way) {
        Message answer = way.apply(say("builtin/echo", "Hello there").build());
        assertThat(answer.content()).extracting(block -> block.asText().text()).containsExactly("Hello there");
        assertThat(answer.id()).startsWith("msg_");
        assertThat(answer.model().asString()).isEqualTo("builtin/echo");
        assertThat(answer.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()).isEqualTo(2);
        assertThat(answer.usage().outputTokens()).isEqualTo(2);
        answer.validate();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void callsToolsInParallel_andGoesOn(Function<MessageCreateParams, Message> way) {
        MessageCreateParams.Builder turn = say("builtin/script", TWO_CALLS).addTool(weather());
        Message calls = way.apply(turn.build());
        assertThat(calls.stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(uses(calls))
                .extracting(use -> use._input().convert(Map.class))
                .isEqualTo(List.of(Map.of("city", "Paris"), Map.of("city", "Rome")));
        assertThat(uses(calls)).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
        turn.addMessage(calls).addUserMessageOfContentBlockParams(results(calls));
        Message end = way.apply(turn.build());
        assertThat(end.content()).extracting(block -> block.asText().text()).containsExactly("Sunny in both.");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("E-RSN-2: a thought goes back to its host with its signature")
    void keepsSignature(Function<MessageCreateParams, Message> way) {
        MessageCreateParams.Builder turn = say("claude-sonnet-4-5", "Weather in Paris?")
                .maxTokens(4000)
                .enabledThinking(2000)
                .addTool(weather());
        Message thoughtful = way.apply(turn.build());
        assertThat(thoughtful.content().getFirst().asThinking().thinking()).isEqualTo("One city.");
        assertThat(thoughtful.content().getFirst().asThinking().signature()).isEqualTo(Answer.SIGNATURE);
        turn.addMessage(thoughtful).addUserMessageOfContentBlockParams(results(thoughtful));
        Message end = way.apply(turn.build());
        assertThat(end.content().getFirst().asText().text()).isEqualTo("Sunny.");
        assertThat(host.requests().getLast().body())
                .contains("\"thinking\":\"One city.\"", "\"signature\":\"" + Answer.SIGNATURE + '"');
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("E-USE-1: usage with cached tokens is as the host counts")
    void countsCachedTokens(Function<MessageCreateParams, Message> way) {
        Message answer = way.apply(say("claude-sonnet-4-5", "tool_result").build());
        assertThat(answer.usage().inputTokens()).isEqualTo(5);
        assertThat(answer.usage().cacheReadInputTokens()).hasValue(20L);
        assertThat(answer.usage().cacheCreationInputTokens()).hasValue(0L);
        assertThat(answer.usage().outputTokens()).isEqualTo(7);
    }

    @Test
    @DisplayName("CL-12: the host's own count, or an estimate")
    void countsTokens() {
        assertThat(count("claude-sonnet-4-5")).isEqualTo(42);
        assertThat(count("builtin/echo")).isPositive().isLessThan(42);
    }

    @Test
    @DisplayName("CL-01, CL-02, CLI-09: the list of models, Claude's names among them while they are mapped")
    void listsAndFindsModels() {
        try (Gateway mapped =
                Gateway.start("ACCESS_API_KEYS", Http.KEY, "ROUTES_CLAUDE_MAPPING_FAST", "builtin/echo")) {
            AnthropicClient claude = client(mapped.url() + "/anthropic", Http.KEY);
            var page = claude.models().list();
            assertThat(page.data()).extracting(model -> model.id()).contains("claude-opus-4-6", "claude-haiku-4-5");
            assertThat(page.data()).extracting(model -> model.displayName()).doesNotContain("");
            assertThat(page.hasNextPage()).isFalse();
            assertThat(claude.models().retrieve("claude-sonnet-4-5").id()).isEqualTo("claude-sonnet-4-5");
            assertThatThrownBy(() -> claude.models().retrieve("nope")).isInstanceOf(NotFoundException.class);
            Message answer =
                    claude.messages().create(say("claude-sonnet-4-5", "Hello").build());
            assertThat(answer.model().asString()).as("CL-06").isEqualTo("claude-sonnet-4-5");
            claude.close();
        }
    }

    @Test
    @DisplayName("CL-11: each error class by its status, Retry-After kept")
    void throwsByStatus() {
        assertThatThrownBy(() -> ask("builtin/fault?status=400")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> ask("no/such"))
                .isInstanceOfSatisfying(NotFoundException.class, e -> assertShape(e, "not_found_error"));
        assertThatThrownBy(() -> ask("builtin/fault?status=429&retry-after=3s"))
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertShape(e, "rate_limit_error");
                    assertThat(e.headers().values("retry-after")).containsExactly("3");
                });
        assertThatThrownBy(() -> ask("builtin/fault?status=500"))
                .isInstanceOfSatisfying(InternalServerException.class, e -> assertShape(e, "api_error"));
        assertThatThrownBy(() -> ask("builtin/fault?status=529"))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, e -> assertShape(e, "overloaded_error"));
        assertThatThrownBy(() -> ask("builtin/fault?status=401"))
                .as("a host's 401 is not the caller's")
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void refusesWrongKey() {
        AnthropicClient stranger = client(gateway.url(), "wrong");
        MessageCreateParams params = say("builtin/echo", "x").build();
        assertThatThrownBy(() -> stranger.messages().create(params))
                .isInstanceOfSatisfying(UnauthorizedException.class, e -> assertShape(e, "authentication_error"));
        stranger.close();
    }

    @Test
    @DisplayName("CLI-06: the client finds the request's id")
    void namesRequest() {
        try (HttpResponseFor<Message> reply = client.withRawResponse()
                .messages()
                .create(say("builtin/echo", "x").build())) {
            assertThat(reply.requestId()).isPresent();
        }
    }

    @Test
    @DisplayName("CLI-08, E-ERR-1: a stream that breaks midway does not end cleanly")
    void fails_whenStreamBreaks() {
        MessageCreateParams params =
                say("builtin/fault?kind=truncated&after=2", "x").build();
        assertThatThrownBy(() -> accumulated(params))
                .isInstanceOf(AnthropicServiceException.class)
                .hasMessageContaining("upstream truncated");
    }

    @Test
    @DisplayName("COM-08: closing the stream closes the host's connection")
    void aborts() {
        host.enqueue(AnthropicAnswers.openText(AnthropicAnswers.begin(Answer.text("")), "a")
                .stall());
        MessageCreateParams params = say("claude-sonnet-4-5", "x").build();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            assertThat(events.stream().limit(2)).hasSize(2);
        }
        assertThat(host.awaitClientClose(Duration.ofSeconds(1))).isTrue();
    }

    private static void assertShape(AnthropicServiceException e, String type) {
        assertThat(e.type().orElseThrow().asString()).isEqualTo(type);
        assertThat(e.apiMessage().orElse("")).isNotEmpty();
        assertThat(e.requestId()).isPresent();
    }

    private static void ask(String model) {
        client.messages().create(say(model, "x").build());
    }

    private static long count(String model) {
        MessageCountTokensParams params = MessageCountTokensParams.builder()
                .model(model)
                .addUserMessage("Hello")
                .build();
        return client.messages().countTokens(params).inputTokens();
    }

    private static Message accumulated(MessageCreateParams params) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static List<ToolUseBlock> uses(Message message) {
        return message.content().stream()
                .filter(ContentBlock::isToolUse)
                .map(ContentBlock::asToolUse)
                .toList();
    }

    private static List<ContentBlockParam> results(Message calls) {
        return uses(calls).stream()
                .map(use -> ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                        .toolUseId(use.id())
                        .content("sunny")
                        .build()))
                .toList();
    }

    private static MessageCreateParams.Builder say(String model, String text) {
        return MessageCreateParams.builder().model(model).maxTokens(1000).addUserMessage(text);
    }

    private static Tool weather() {
        return Tool.builder()
                .name("get_weather")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .addRequired("city")
                        .build())
                .build();
    }

    private static AnthropicClient client(String url, String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
