package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.Gateway;
import dev.parley.server.config.ConfigException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The profile gemini: GM-01..GM-04, GM-10..GM-12, GM-18, GM-19")
class GeminiTest {
    private static final String HELLO =
            "{\"model\":\"gemini-2.5-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeGemini host = new FakeGemini("key-1", "key-2");
    private Gateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        host.close();
    }

    @Test
    @DisplayName("the document's example: a stream of the default model")
    void streams() throws Exception {
        start();
        HttpResponse<String> reply = ask(HELLO.replace("}]}", "}],\"stream\":true}"));
        assertThat(reply.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(reply.body())
                .contains("\"content\":\"Hello \"", "\"finish_reason\":\"stop\"", "\"model\":\"gemini-2.5-pro\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    @DisplayName("GM-12: the model need not be named")
    void takesDefaultModel() throws Exception {
        start();
        assertThat(ask(HELLO.replace("\"model\":\"gemini-2.5-pro\",", "")).body())
                .contains("\"model\":\"gemini-2.5-pro\"", "Hello there");
        assertThat(host.asked()).containsExactly("/v1beta/models/gemini-2.5-pro:generateContent");
    }

    @Test
    @DisplayName("GM-10, GM-11: the list, one of it, and none")
    void listsModels() throws Exception {
        start();
        assertThat(get("/v1/models").body())
                .contains("\"id\":\"gemini-2.5-flash\"", "\"owned_by\":\"google\"", "\"context_length\":1048576")
                .doesNotContain("builtin");
        HttpResponse<String> one = get("/v1/models/gemini-2.5-pro");
        assertThat(one.body()).contains("\"id\":\"gemini-2.5-pro\"", "\"capabilities\":{\"completion\":true");
        HttpResponse<String> none = get("/v1/models/gemini-0");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("\"code\":\"model_not_found\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer caller-1, '', 200",
        "Authorization, bearer caller-2, '', 200",
        "x-api-key, caller-1, '', 200",
        "x-goog-api-key, caller-2, '', 200",
        "x-goog-api-key, caller-3, '', 401",
        "accept, */*, ?key=caller-1, 401",
        "accept, */*, '', 401",
    })
    @DisplayName("GM-01: a caller key stands in one of three headers")
    void takesKeys(String header, String value, String query, int status) throws Exception {
        start();
        HttpRequest request =
                request("/v1/models" + query).setHeader(header, value).build();
        assertThat(send(request).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"?key=caller-1, 200", "?key=caller-3, 401", "?other=caller-1, 401"})
    @DisplayName("GM-01: by setting it may stand in the address")
    void takesKeysOfAddress(String query, int status) throws Exception {
        start("PARLEY_PROFILES_GEMINI_QUERY_KEYS", "true");
        HttpRequest chat = request("/v1/chat/completions" + query)
                .POST(HttpRequest.BodyPublishers.ofString(HELLO))
                .build();
        assertThat(send(chat).statusCode()).isEqualTo(status);
    }

    @Test
    @DisplayName("GM-03: no key, or a wrong one")
    void refusesWithoutKey() throws Exception {
        start();
        HttpResponse<String> reply = send(request("/v1/models").build());
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(JsonValues.of(reply.body().replaceAll("\"message\":\"[^\"]+\"", "\"message\":\"m\"")))
                .isEqualTo(
                        JsonValues.of(
                                "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\",\"param\":null}}"));
    }

    @Test
    @DisplayName("GM-02: without keys it does not start, unless calls without one are allowed")
    void refusesToStart_withoutKeys() {
        assertThatThrownBy(() -> Gateway.settings(List.of("gemini"), Map.of("GEMINI_API_KEY", "key-1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("profiles.gemini.api-keys is empty")
                .hasMessageContaining("profiles.gemini.allow-anonymous");
        Gateway.settings(List.of("gemini"), Map.of("PARLEY_PROFILES_GEMINI_ALLOW_ANONYMOUS", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, invalid_request_error, invalid_value",
        "403, 502, server_error, upstream_auth_failed",
        "429, 429, rate_limit_error, rate_limit_exceeded",
        "500, 502, server_error, upstream_error",
        "503, 503, server_error, overloaded",
    })
    @DisplayName("GM-04: what the host's answers become")
    void tellsFailures(int fault, int status, String type, String code) throws Exception {
        start("PARLEY_PROVIDERS_GEMINI_RETRY_MAX_ROUNDS", "1");
        host.fail("key-1", fault, 0, 0).fail("key-2", fault, 0, 0);
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body())
                .contains("\"type\":\"" + type + '"', "\"code\":\"" + code + '"')
                .doesNotContain("key-1", "key-2");
    }

    @Test
    @DisplayName("GM-04: a host that is silent is 504")
    void tellsSilence() throws Exception {
        start("PARLEY_PROVIDERS_GEMINI_TIMEOUTS_TOTAL", "200ms");
        host.answers((model, request) -> Reply.silence());
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(504);
        assertThat(reply.body()).contains("\"type\":\"timeout_error\"", "\"code\":\"timeout\"");
    }

    @Test
    @DisplayName("GM-04: without a credential it is 503")
    void tellsThatThereIsNoCredential() throws Exception {
        start("GEMINI_API_KEYS", "");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("providers.gemini.api-keys");
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-pro, gemini-2.5-pro, gemini-2.5-pro-preview-06-05",
        "gemini-2.5-pro, gemini-2.5-pro gemini-2.5-pro-preview-06-05 gemini-2.5-pro-preview-05-06, gemini-2.5-flash",
        "gemini-2.5-flash, gemini-2.5-flash, gemini-2.5-flash-preview-09-2025",
        "gemini-2.5-flash-image, gemini-2.5-flash-image, gemini-2.5-flash-image-preview",
    })
    @DisplayName("GM-18: the chains; the reply names the model that was asked for, a header the one that answered")
    void fallsBack(String model, String gone, String answering) throws Exception {
        host.without(gone.split(" "));
        start();
        HttpResponse<String> reply = ask(HELLO.replace("gemini-2.5-pro", model));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"model\":\"" + model + '"');
        assertThat(reply.headers().firstValue("x-gateway-model")).hasValue("gemini/" + answering);
    }

    @Test
    @DisplayName("GM-18: a model that no one of the chain has is 404; a failure does not open the chain")
    void endsChains() throws Exception {
        host.without("gemini-2.5-flash", "gemini-2.5-flash-preview-09-2025");
        start("PARLEY_PROVIDERS_GEMINI_RETRY_MAX_ROUNDS", "1");
        HttpResponse<String> none = ask(HELLO.replace("gemini-2.5-pro", "gemini-2.5-flash"));
        assertThat(none.statusCode()).as(none.body()).isEqualTo(404);
        assertThat(none.body()).contains("model_not_found");
        host.fail("key-1", 500, 0, 0).fail("key-2", 500, 0, 0);
        assertThat(ask(HELLO).statusCode()).isEqualTo(502);
        assertThat(host.asked())
                .filteredOn(path -> path.contains("preview-06-05"))
                .isEmpty();
    }

    @Test
    @DisplayName("GM-19: rate limits and failures are tried again after a pause, and the caller does not notice")
    void triesAgain() throws Exception {
        start(
                "PARLEY_PROVIDERS_GEMINI_RETRY_BACKOFF", "10ms",
                "PARLEY_PROVIDERS_GEMINI_POOL_COOLDOWN_RATE_LIMITED", "20ms",
                "PARLEY_PROVIDERS_GEMINI_POOL_COOLDOWN_FAILED", "20ms");
        host.fail("key-1", 429, 1, 0).fail("key-2", 503, 1, 0);
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(host.calls("key-1") + host.calls("key-2")).isEqualTo(3);
    }

    @Test
    @DisplayName("GM-19, BAN-06: a host that wants a minute is not waited for, but told of")
    void doesNotWait() throws Exception {
        start();
        host.fail("key-1", 429, 0, 60).fail("key-2", 429, 0, 50);
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(429);
        assertThat(reply.headers().firstValue("retry-after")).hasValue("50");
    }

    @Test
    @DisplayName("GM-19: 180 s by default, up to four rounds with pauses of 1 s to 8 s")
    void hasItsLimits() {
        var settings = Gateway.settings(List.of("gemini"), Map.of("OPENAI_KEY", "caller-1"));
        var provider = settings.providers().get("gemini");
        assertThat(provider.timeouts().total()).isEqualTo(Duration.ofSeconds(180));
        assertThat(provider.retry().maxRounds()).isEqualTo(4);
        assertThat(provider.retry().backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(provider.retry().backoffMax()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.profiles().get("gemini").port()).isEqualTo(8317);
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return send(request("/v1/chat/completions")
                .header("Authorization", "Bearer caller-1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Authorization", "Bearer caller-1").build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port("gemini") + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void start(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_SERVER_PORT",
                "0",
                "PORT",
                "0",
                "OPENAI_KEYS",
                "caller-1,caller-2",
                "GEMINI_API_KEYS",
                "key-1,key-2",
                "PARLEY_PROVIDERS_GEMINI_BASE_URL",
                host.url() + "/v1beta"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        gateway = Gateway.start(Gateway.loaded(List.of("gemini"), environment));
    }
}
