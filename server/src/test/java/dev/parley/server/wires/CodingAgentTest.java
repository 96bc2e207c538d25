package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.ReceivedRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What coding agents and SDKs send to the Messages API, on the wire")
class CodingAgentTest {
    private static final String MESSAGES = "/v1/messages";
    private static final String BETA = "context-management-2025-06-27,made-up-2030-01-01";
    private static final Answer ANSWER = Answer.calls(
                    new Answer.Call("toolu_1", "tool_0", "{\"path\":\"a\"}"),
                    new Answer.Call("toolu_2", "tool_1", "{\"path\":\"b\"}"))
            .after("Two files.");

    private static FakeUpstream claude;
    private static FakeUpstream openAi;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        claude = FakeUpstream.anthropic(request -> request.path().contains("count_tokens")
                ? AnthropicAnswers.count(20_000)
                : AnthropicAnswers.to(request, ANSWER));
        openAi = FakeUpstream.openAi(request -> OpenAiAnswers.to(request, ANSWER));
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_CL_TYPE",
                "anthropic",
                "PROVIDERS_CL_BASE_URL",
                claude.origin(),
                "PROVIDERS_CL_API_KEYS",
                "host-key-1",
                "PROVIDERS_CL_MODELS",
                "claude-sonnet-4-5",
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                openAi.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-4o");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        claude.close();
        openAi.close();
    }

    @BeforeEach
    void forget() {
        claude.forget();
        openAi.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, 2026-10-21",
        "/v1/messages?beta=true, 2023-06-01",
        "/anthropic/v1/messages?beta=true, 2026-10-21",
        "/anthropic/v1/messages, ''"
    })
    @DisplayName("CLI-01: any version or none, ?beta=true, unknown betas, a system message among the others")
    void takesAnyVersion(String path, String version) throws Exception {
        String body = """
                {"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"},\
                {"role":"system","content":"Be brief."},{"role":"user","content":"Go on."}]}""";
        HttpResponse<String> reply =
                Http.post(gateway, path, body, "anthropic-version", version, "anthropic-beta", BETA);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        ReceivedRequest sent = claude.requests().getLast();
        assertThat(JsonValues.of(sent.body())).isEqualTo(JsonValues.of(body));
        assertThat(sent.header("anthropic-beta")).isEqualTo(BETA);
        assertThat(sent.key()).isEqualTo("host-key-1");
    }

    @Test
    @DisplayName("E-OTH-6: the caller's betas are for hosts of that API alone")
    void keepsBetasFromOtherHosts() throws Exception {
        Http.post(gateway, MESSAGES, Http.chat("gpt-4o", false), "anthropic-beta", BETA, "x-api-key", Http.KEY);
        assertThat(openAi.requests().getLast().headers()).doesNotContainKeys("anthropic-beta", "anthropic-version");
    }

    @Test
    @DisplayName("CLI-02: a thread is refused with the word that makes the SDK send everything")
    void refusesThread() throws Exception {
        String body = Http.chat("claude-sonnet-4-5", false).replaceFirst("\\{", "{\"thread\":{\"type\":\"create\"},");
        HttpResponse<String> reply = Http.post(gateway, MESSAGES + "?beta=true", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        Map<?, ?> error = error(reply);
        assertThat(error.get("type")).isEqualTo("invalid_request_error");
        assertThat(error.get("details")).isEqualTo(Map.of("error_code", "thread_unsupported_request"));
        assertThat(claude.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("CLI-03: the request of a coding agent reaches its own API with nothing lost")
    void bringsAgentRequestWhole(boolean stream) throws Exception {
        String body = AgentRequest.to("claude-sonnet-4-5", stream);
        assertThat(body.length()).isBetween(80_000, 100_000);
        HttpResponse<String> reply = Http.post(gateway, MESSAGES + "?beta=true", body, "anthropic-beta", BETA);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(JsonValues.of(claude.requests().getLast().body())).isEqualTo(JsonValues.of(body));
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).isEmpty();
        assertThat(reply.body()).contains("\"signature\":\"" + Answer.SIGNATURE + '"');
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("CLI-03, COM-06: and another API with all that it can say, and the rest reported")
    void bringsAgentRequestToAnotherApi(boolean stream) throws Exception {
        HttpResponse<String> reply =
                Http.post(gateway, MESSAGES, AgentRequest.to("gpt-4o", stream), "anthropic-beta", BETA);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        String sent = openAi.requests().getLast().body();
        assertThat(AgentRequest.essentials()).allMatch(sent::contains);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields").orElse(""))
                .contains("cache");
        assertThat(reply.body()).contains("Two files.", "tool_0", "tool_1");
    }

    @Test
    @DisplayName("CLI-03, CL-12: its prompt is counted by that API, which needs the betas for that too")
    void countsAgentRequest() throws Exception {
        String body = AgentRequest.to("claude-sonnet-4-5", false);
        HttpResponse<String> reply = Http.post(gateway, MESSAGES + "/count_tokens", body, "anthropic-beta", BETA);
        assertThat(reply.body()).isEqualTo("{\"input_tokens\":20000}");
        assertThat(claude.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "builtin/fault?status=400                 | 400 | invalid_request_error",
                "no/such                                  | 404 | not_found_error",
                "builtin/fault?status=429&retry-after=7s  | 429 | rate_limit_error",
                "builtin/fault?status=500                 | 502 | api_error",
                "builtin/fault?status=529                 | 503 | overloaded_error",
            })
    @DisplayName("CLI-06, CL-11: errors in this API's shape, with the request's id inside and out")
    void wordsErrors(String model, int status, String type) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            HttpResponse<String> reply = Http.post(gateway, MESSAGES, Http.chat(model, stream));
            assertThat(reply.statusCode()).isEqualTo(status);
            assertThat(error(reply).get("type")).isEqualTo(type);
            assertThat(reply.headers().firstValue("retry-after").orElse("")).isEqualTo(status == 429 ? "7" : "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /anthropic/v1/messages, 405, invalid_request_error",
        "GET, /anthropic/v1/nothing, 404, not_found_error",
        "POST, /v1/messages, 400, invalid_request_error",
        "POST, /v1/messages/count_tokens, 400, invalid_request_error",
    })
    @DisplayName("CLI-06: also what no dialect has seen yet")
    void wordsDirectErrors(String method, String path, int status, String type) throws Exception {
        HttpResponse<String> reply = Http.send(gateway, method, path);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(error(reply).get("type")).isEqualTo(type);
        HttpResponse<String> stranger = Http.post(gateway, MESSAGES, "{", "authorization", "Bearer nope");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(error(stranger).get("type")).isEqualTo("authentication_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "gpt-4o"})
    @DisplayName("CLI-07, CL-09, E-STR-1: a stream's frames, in order")
    void streamsInOrder(String model) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, MESSAGES, Http.chat(model, true));
        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        ClaudeFrames frames = ClaudeFrames.of(reply.body());
        assertThat(frames.assertGrammar()).isEqualTo(List.of("thinking", "tool_use", "tool_use"));
        assertThat(frames.last("message_delta").get("delta")).isEqualTo(Map.of("stop_reason", "tool_use"));
        assertThat(((Map<?, ?>) frames.last("message_start").get("message")).get("model"))
                .isEqualTo(model);
    }

    @Test
    @DisplayName("CL-10: no signature is invented for a host that has none")
    void inventsNoSignature() throws Exception {
        assertThat(Http.post(gateway, MESSAGES, Http.chat("gpt-4o", true)).body())
                .doesNotContain("signature_delta");
    }

    @Test
    @DisplayName("CLI-08, E-ERR-1: a host's stream that is cut ends with an error event and no message_stop")
    void endsWithErrorEvent() throws Exception {
        claude.enqueue(AnthropicAnswers.openText(AnthropicAnswers.begin(Answer.text("")), "a")
                .pause(30)
                .reset());
        HttpResponse<String> reply = Http.post(gateway, MESSAGES, Http.chat("claude-sonnet-4-5", true));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(ClaudeFrames.of(reply.body()).types())
                .contains("content_block_delta")
                .endsWith("error")
                .doesNotContain("message_stop", "message_delta");
    }

    @Test
    @DisplayName("CLI-09, CL-01: the list of models has both shapes")
    void listsModelsInBothShapes() throws Exception {
        Map<?, ?> list = json(Http.get(gateway, "/anthropic/v1/models"));
        assertThat(list.get("object")).isEqualTo("list");
        assertThat(list.get("has_more")).isEqualTo(false);
        List<?> models = (List<?>) list.get("data");
        assertThat(((Map<?, ?>) models.getFirst()).get("id")).isEqualTo(list.get("first_id"));
        assertThat(((Map<?, ?>) models.getLast()).get("id")).isEqualTo(list.get("last_id"));
        assertThat(models)
                .allSatisfy(model -> assertThat(((Map<?, ?>) model).keySet())
                        .isEqualTo(
                                Set.of("id", "object", "created", "owned_by", "type", "display_name", "created_at")));
    }

    private static Map<?, ?> error(HttpResponse<String> reply) {
        Map<?, ?> body = json(reply);
        String id = reply.headers().firstValue("request-id").orElseThrow();
        assertThat(body.get("type")).isEqualTo("error");
        assertThat(body.get("request_id")).isEqualTo(id);
        assertThat(reply.headers().firstValue("x-request-id")).hasValue(id);
        Map<?, ?> error = (Map<?, ?>) body.get("error");
        assertThat(String.valueOf(error.get("message"))).isNotEmpty();
        return error;
    }

    private static Map<?, ?> json(HttpResponse<String> reply) {
        return (Map<?, ?>) JsonValues.of(reply.body());
    }
}
