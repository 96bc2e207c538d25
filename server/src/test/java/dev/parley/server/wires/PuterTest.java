package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.Gateway;
import dev.parley.server.config.ConfigException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The profile puter: PUT-01..PUT-31, B2, B3, B7, B11")
class PuterTest {
    /** The request of seed 000. */
    private static final String HELLO =
            "{\"model\":\"model-name\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":false}";

    private static final String USAGE = "{\"type\":\"usage\",\"usage\":{\"input_tokens\":10,\"output_tokens\":20}}";

    private static final String STREAMED = HELLO.replace("\"stream\":false", "\"stream\":true");
    private static final String MODELS = "{\"models\":[\"gpt-4\",{\"id\":\"grok-beta\",\"name\":\"Grok\"},\"x\"]}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeUpstream upstream;
    private Gateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    @Test
    @DisplayName("PUT-09, PUT-20, PUT-21: the document's request and answer, byte for byte but for id and time")
    void answersWhole() throws Exception {
        start(request -> whole("响应内容"), "token-a");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(masked(reply.body())).isEqualTo("""
                {"id":"chatcmpl-*","object":"chat.completion","created":*,"model":"model-name",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"响应内容"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}}""");
        ReceivedRequest sent = upstream.requests().getFirst();
        assertThat(sent.key()).isEqualTo("token-a");
        assertThat(sent.header("host")).isEqualTo("127.0.0.1:" + upstream.port());
        assertThat(sent.body()).isEqualTo("""
                {"interface":"puter-chat-completion","driver":"openai-completion","test_mode":false,\
                "method":"complete","args":{"messages":[{"role":"user","content":"Hello"}],\
                "model":"model-name","stream":false}}""");
    }

    @Test
    @DisplayName("PUT-10, B11: the document's stream, byte for byte but for id and time; no usage")
    void streams() throws Exception {
        start(request -> lines("{\"text\":\"内\"}", "{\"text\":\"容\"}", USAGE).inPiecesOf(1), "token-a");
        HttpResponse<String> reply = ask(STREAMED);
        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        String head = "data: {\"id\":\"chatcmpl-*\",\"object\":\"chat.completion.chunk\",\"created\":*,"
                + "\"model\":\"model-name\",\"choices\":[{\"index\":0,\"delta\":";
        assertThat(masked(reply.body()))
                .isEqualTo(head + "{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\n"
                        + head + "{\"content\":\"内\"},\"finish_reason\":null}]}\n\n"
                        + head + "{\"content\":\"容\"},\"finish_reason\":null}]}\n\n"
                        + head + "{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n");
        assertThat(reply.body()
                        .lines()
                        .filter(line -> line.contains("\"id\""))
                        .map(line -> line.substring(0, line.indexOf("\"choices\"")))
                        .distinct())
                .hasSize(1);
        assertThat(upstream.requests().getFirst().body()).contains("\"stream\":true");
    }

    @Test
    @DisplayName("B11: usage in a stream if the caller asks for it")
    void tellsUsage_whenAsked() throws Exception {
        start(request -> lines("{\"text\":\"x\"}", USAGE), "token-a");
        String asking = STREAMED.replace("{\"model\"", "{\"stream_options\":{\"include_usage\":true},\"model\"");
        assertThat(ask(asking).body())
                .contains(
                        "\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}");
    }

    @Test
    @DisplayName("PUT-28: the document's other line, and tools and reasoning")
    void streamsEveryKind() throws Exception {
        start(
                request -> lines(
                        "{\"type\":\"reasoning\",\"reasoning\":\"hm\"}",
                        "{\"result\":{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"all\"}]}}}",
                        "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{\"a\":1},\"text\":\"\"}"),
                "token-a");
        assertThat(ask(STREAMED).body())
                .containsSubsequence(
                        "\"reasoning_content\":\"hm\"",
                        "\"content\":\"all\"",
                        "\"id\":\"t1\"",
                        "\"arguments\":\"{\\\"a\\\":1}\"",
                        "\"finish_reason\":\"tool_calls\"",
                        "[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream"})
    @DisplayName("E-STR-7: lines under another content type, and a whole reply to a stream request")
    void readsWhatTheHostSends(String type) throws Exception {
        start(
                request -> request.body().contains("\"first\"")
                        ? Reply.raw("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\nconnection: close\r\n\r\n")
                                .line("{\"text\":\"li\"}")
                                .line("{\"text\":\"nes\"}")
                        : Reply.whole(
                                200, "application/json", "{\n \"result\": {\"message\": {\"content\": \"whole\"}}\n}"),
                "token-a");
        assertThat(ask(STREAMED.replace("Hello", "first")).body()).contains("\"content\":\"nes\"", "[DONE]");
        assertThat(ask(STREAMED).body()).contains("\"content\":\"whole\"", "[DONE]");
    }

    @ParameterizedTest
    @CsvSource({"'', 401", "Bearer nope, 401", "Bearer token-a, 401", "Bearer auth-1, 200", "bearer auth-2, 200"})
    @DisplayName("PUT-05: any entry of AUTH_TOKEN, trimmed; a token of JWT_TOKEN opens nothing; B2: models too")
    void wantsAKey(String authorization, int status) throws Exception {
        start(request -> request.method().equals("GET") ? Reply.json(200, MODELS) : whole("x"), "token-a");
        HttpResponse<String> chat = send(post("/v1/chat/completions", HELLO), authorization);
        HttpResponse<String> models = send(HttpRequest.newBuilder(uri("/v1/models")), authorization);
        assertThat(List.of(chat.statusCode(), models.statusCode())).containsOnly(status);
        if (status == 401) {
            assertThat(chat.body()).contains("\"type\":\"authentication_error\"", "\"code\":\"invalid_api_key\"");
        }
    }

    @Test
    @DisplayName("PUT-05: the original's errors, where they are wanted")
    void answersAsTheOriginal() throws Exception {
        start(request -> whole("x"), "token-a", "PARLEY_PROFILES_PUTER_LEGACY_ERRORS", "true");
        HttpResponse<String> missing = send(post("/v1/chat/completions", HELLO), "");
        HttpResponse<String> wrong = send(post("/v1/chat/completions", HELLO), "Bearer nope");
        assertThat(List.of(missing.statusCode(), wrong.statusCode())).containsExactly(401, 403);
        assertThat(wrong.body()).startsWith("{\"error\":\"");
    }

    @Test
    @DisplayName("PUT-06: without AUTH_TOKEN the start is refused")
    void refusesToStart_withoutKeys() {
        assertThatThrownBy(() -> Gateway.settings(List.of("puter"), Map.of("JWT_TOKEN", "a", "AUTH_TOKEN", " , ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("profiles.puter.api-keys");
        assertThat(Gateway.settings(List.of("puter"), Map.of("PARLEY_PROFILES_PUTER_ALLOW_ANONYMOUS", "true"))
                        .profiles()
                        .get("puter")
                        .port())
                .isEqualTo(8001);
    }

    @Test
    @DisplayName("PUT-07: without JWT_TOKEN it is 503")
    void tellsThatThereIsNoToken() throws Exception {
        start(request -> whole("x"), "");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("provider_not_configured");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 502, upstream_auth_failed",
        "403, 502, upstream_auth_failed",
        "402, 429, insufficient_quota",
        "429, 429, rate_limit_exceeded",
        "500, 502, upstream_error",
    })
    @DisplayName("PUT-29: these take the next token, and at last say why")
    void takesTheNextToken(int status, int told, String code) throws Exception {
        start(request -> request.key().equals("token-c") ? whole("x") : refusal(status), "token-a, token-b");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(told);
        assertThat(reply.body()).contains("\"code\":\"" + code + '"').doesNotContain("token-a", "token-b");
        assertThat(upstream.requests()).extracting(ReceivedRequest::key).containsExactly("token-a", "token-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "402", "429", "insufficient_funds", "token_auth_failed"})
    @DisplayName("PUT-29, PUT-30: a token that failed rests, inside a 200 too, and callers do not notice")
    void rotates(String failure) throws Exception {
        start(
                request -> {
                    if (!request.key().equals("token-a")) {
                        return whole(request.key());
                    }
                    return failure.length() == 3
                            ? refusal(Integer.parseInt(failure))
                            : Reply.json(
                                    200,
                                    "{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":\"no\"}}"
                                            .formatted(failure));
                },
                "token-a,token-b,token-c");
        for (int i = 0; i < 4; i++) {
            assertThat(ask(i % 2 == 0 ? HELLO : STREAMED).statusCode()).isEqualTo(200);
        }
        assertThat(upstream.requests())
                .extracting(ReceivedRequest::key)
                .containsExactly("token-a", "token-b", "token-c", "token-b", "token-c");
    }

    @Test
    @DisplayName("PUT-29: no such model is 404, whichever token says so")
    void tellsThatThereIsNoModel() throws Exception {
        start(request -> Reply.json(404, "{\"error\":\"Model not found\"}"), "token-a,token-b");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("model_not_found");
    }

    @Test
    @DisplayName("PUT-24, E-ROLE-11: the second document's messages, which have no role, and mere texts")
    void takesMessagesWithoutRole() throws Exception {
        start(request -> whole("x"), "token-a");
        String body = "{\"model\":\"gpt-4\",\"messages\":[{\"content\":\"Halo\"},\"siapa kamu?\"]}";
        assertThat(ask(body).statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getFirst().body())
                .contains("[{\"role\":\"user\",\"content\":\"Halo\"},{\"role\":\"user\",\"content\":\"siapa kamu?\"}]");
    }

    @Test
    @DisplayName("PUT-23: a wrong driver is changed for the default one, and that is remembered")
    void changesTheDriver() throws Exception {
        start(
                request -> request.body().contains("\"driver\":\"claude\"")
                        ? Reply.json(200, "{\"success\":false,\"error\":{\"code\":\"no_implementation_available\"}}")
                        : whole("x"),
                "token-a");
        String claude = HELLO.replace("model-name", "claude-3");
        assertThat(ask(claude).statusCode()).isEqualTo(200);
        assertThat(ask(claude).statusCode()).isEqualTo(200);
        assertThat(upstream.requests())
                .extracting(request -> request.body().replaceAll(".*\"driver\":\"([^\"]*)\".*", "$1"))
                .containsExactly("claude", "openai-completion", "openai-completion");
    }

    @Test
    @DisplayName("PUT-04, COM-06: what the driver does not take is reported, and refused in strict mode")
    void reportsWhatIsLost() throws Exception {
        start(request -> whole("x"), "token-a");
        String body = HELLO.replace("{\"model\"", "{\"top_p\":0.5,\"temperature\":1,\"max_tokens\":9,\"model\"");
        HttpResponse<String> reply = ask(body);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).hasValue("sampling.top_p");
        HttpRequest.Builder strict = post("/v1/chat/completions", body).header("X-Gateway-Strict", "true");
        assertThat(send(strict, "Bearer auth-1").statusCode()).isEqualTo(400);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    @DisplayName("PUT-01, PUT-02, PUT-03, B7: the list, with owners and details; nobody's token is shown")
    void listsModels() throws Exception {
        start(
                request -> request.path().endsWith("/details")
                        ? Reply.json(200, "{\"models\":[{\"id\":\"gpt-4\",\"context\":8192}]}")
                        : Reply.json(200, MODELS),
                "token-a");
        HttpResponse<String> list = models();
        String created = list.body().replaceAll(".*?\"created\":(\\d+).*", "$1");
        assertThat(Long.parseLong(created)).isPositive();
        assertThat(JsonValues.of(list.body())).isEqualTo(JsonValues.of("""
                {"object":"list","data":[
                {"id":"gpt-4","object":"model","created":%1$s,"owned_by":"openai","context_length":8192},
                {"id":"grok-beta","object":"model","created":%1$s,"owned_by":"xai","name":"Grok"},
                {"id":"x","object":"model","created":%1$s,"owned_by":"unknown"}]}""".formatted(created)));
        assertThat(models().body()).isEqualTo(list.body());
        assertThat(upstream.requests()).hasSize(2);
        assertThat(list.headers().firstValue("x-gateway-stale")).isEmpty();
    }

    @Test
    @DisplayName("PUT-02: a list that cannot be had is 503, not empty; other listeners go on")
    void tellsThatThereIsNoList() throws Exception {
        start(request -> Reply.json(500, "{}"), "token-a", "PARLEY_ACCESS_API_KEYS", "all");
        HttpResponse<String> reply = models();
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("\"code\":\"upstream_unavailable\"");
        HttpRequest.Builder whole = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/models"));
        HttpResponse<String> others = send(whole, "Bearer all");
        assertThat(others.body()).contains("builtin/echo");
        assertThat(others.headers().firstValue("x-gateway-stale")).hasValue("true");
    }

    @Test
    @DisplayName("COM-08, PUT-31: a caller that leaves closes the call, and the token is free again")
    void closesTheCall_whenTheCallerLeaves() throws Exception {
        start(
                request -> request.body().contains("\"stream\":true")
                        ? Reply.lines().line("{\"text\":\"x\"}").stall()
                        : whole("fine"),
                "token-a",
                "PARLEY_PROVIDERS_PUTER_POOL_MAX_IN_FLIGHT",
                "1");
        HttpRequest request = post("/v1/chat/completions", STREAMED)
                .header("Authorization", "Bearer auth-1")
                .build();
        try (InputStream body =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(body.read()).isEqualTo('d');
        }
        assertThat(upstream.awaitClientClose(Duration.ofSeconds(5))).isTrue();
        assertThat(ask(HELLO).statusCode()).isEqualTo(200);
    }

    private static Reply whole(String text) {
        return Reply.json(
                200,
                "{\"result\":{\"message\":{\"content\":\"%s\"},\"usage\":{\"input_tokens\":10,\"output_tokens\":20}}}"
                        .formatted(text));
    }

    private static Reply lines(String... lines) {
        Reply reply = Reply.lines();
        for (String line : lines) {
            reply.line(line);
        }
        return reply;
    }

    private static Reply refusal(int status) {
        return Reply.json(status, "{\"error\":\"no\",\"message\":\"refused\"}");
    }

    private static String masked(String body) {
        return body.replaceAll("chatcmpl-[A-Za-z0-9]+", "chatcmpl-*").replaceAll("\"created\":\\d+", "\"created\":*");
    }

    /** Starts the profile as the document has it, by its own variables. */
    private void start(Function<ReceivedRequest, Reply> host, String tokens, String... settings) {
        upstream = FakeUpstream.puter(host);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_SERVER_PORT",
                "0",
                "JWT_TOKEN",
                tokens,
                "AUTH_TOKEN",
                "auth-1, auth-2,",
                "PORT",
                "0",
                "PUTER_API_BASE",
                upstream.origin(),
                "PUTER_WEB_BASE",
                upstream.origin()));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        gateway = Gateway.start(Gateway.loaded(List.of("puter"), environment));
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return send(post("/v1/chat/completions", body), "Bearer auth-1");
    }

    private HttpResponse<String> models() throws Exception {
        return send(HttpRequest.newBuilder(uri("/v1/models")), "Bearer auth-1");
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String authorization) throws Exception {
        HttpRequest.Builder sent = request.timeout(Duration.ofSeconds(20));
        if (!authorization.isEmpty()) {
            sent.header("Authorization", authorization);
        }
        return client.send(sent.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port("puter") + path);
    }
}
