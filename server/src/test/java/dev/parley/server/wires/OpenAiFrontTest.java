package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The OpenAI front door over an OpenAI-compatible host")
class OpenAiFrontTest {
    private static final String CHAT = "/v1/chat/completions";
    private static FakeUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(request ->
                request.body().contains("\"stream\":true") ? Hosts.stream("Hel", "lo") : Hosts.whole("Hello"));
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY + ",another",
                "SERVER_MAX_BODY_SIZE", "100000",
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", upstream.url(),
                "PROVIDERS_UP_API_KEYS", "host-key-1",
                "PROVIDERS_UP_MODELS", "gpt-4,org/model with/slashes");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    @DisplayName("COM-12, CLI-06, PUT-09: a whole answer, with ids on it")
    void answersWhole() throws Exception {
        HttpResponse<String> reply = Http.post(gateway, CHAT, Http.chat("gpt-4", false), "x-request-id", "mine-1");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.headers().firstValue("x-request-id")).hasValue("mine-1");
        assertThat(reply.headers().firstValue("request-id")).hasValue("mine-1");
        assertThat(reply.headers().firstValue("x-gateway-model")).hasValue("up/gpt-4");
        assertThat(reply.body())
                .contains("\"object\":\"chat.completion\"", "\"created\":1700000000", "\"model\":\"gpt-4\"")
                .contains("\"content\":\"Hello\"", "\"finish_reason\":\"stop\"", "\"total_tokens\":10");
        assertThat(upstream.requests().getLast().key()).isEqualTo("host-key-1");
        assertThat(upstream.requests().getLast().header("x-request-id")).isEqualTo("mine-1");
    }

    @Test
    @DisplayName("E-STR-7, E-OTH-4: a host that answers a stream whole, and prettily, does not break the frames")
    void keepsFramesWhole_whenTheHostWritesLines() throws Exception {
        Reply pretty = Reply.json(200, """
                {"id": "up-1", "created": 1, "model": "m", "meta": {
                    "shard": [
                        7
                    ]
                }, "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"},
                    "logprobs": {"content": [
                    ]}, "finish_reason": "stop"}]}""");
        try (FakeUpstream host = FakeUpstream.openAi(request -> pretty);
                Gateway own = Gateway.start(
                        "ACCESS_API_KEYS",
                        Http.KEY,
                        "PROVIDERS_UP_TYPE",
                        "openai",
                        "PROVIDERS_UP_BASE_URL",
                        host.url(),
                        "PROVIDERS_UP_MODELS",
                        "gpt-4")) {
            assertThat(Http.post(own, CHAT, Http.chat("gpt-4", true)).body().lines())
                    .allMatch(line -> line.isEmpty() || line.startsWith("data: "))
                    .anyMatch(line -> line.contains("shard"));
        }
    }

    @Test
    @DisplayName("COM-15, DS-42, B10, CLI-07: the exact bytes of a stream")
    void streamsExactBytes() throws Exception {
        HttpResponse<String> reply = Http.post(gateway, CHAT, Http.chat("gpt-4", true));
        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(reply.headers().firstValue("cache-control")).hasValue("no-cache, no-transform");
        assertThat(reply.headers().firstValue("x-accel-buffering")).hasValue("no");
        String head =
                "data: {\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4\",";
        assertThat(reply.body())
                .isEqualTo(head
                        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\n"
                        + head
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}]}\n\n"
                        + head
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":null}]}\n\n"
                        + head + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n"
                        + "data: [DONE]\n\n");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    @DisplayName("DS-42: usage by stream_options")
    void givesUsage_asAskedFor(boolean wanted, boolean separate) throws Exception {
        String body = Http.chat("gpt-4", true)
                .replace("{\"model\"", "{\"stream_options\":{\"include_usage\":" + wanted + "},\"model\"");
        String stream = Http.post(gateway, CHAT, body).body();
        assertThat(stream.contains("\"choices\":[],\"usage\":{")).isEqualTo(separate);
        assertThat(stream).endsWith("data: [DONE]\n\n").doesNotContain("\"finish_reason\":\"stop\"}],\"usage\":{");
    }

    @Test
    @DisplayName("GM-11: model ids with slashes, raw and encoded")
    void findsModels() throws Exception {
        assertThat(Http.get(gateway, "/v1/models").body())
                .contains("\"object\":\"list\"", "\"id\":\"gpt-4\"", "\"id\":\"builtin/echo\"");
        for (String id : List.of(
                "builtin/echo",
                "builtin%2Fecho",
                "org/model%20with/slashes",
                "org%2Fmodel%20with%2fslashes",
                "up/gpt-4")) {
            HttpResponse<String> reply = Http.get(gateway, "/v1/models/" + id);
            assertThat(reply.statusCode()).as(id).isEqualTo(200);
            assertThat(reply.body()).contains("\"object\":\"model\"");
        }
        assertThat(Http.get(gateway, "/v1/models/nope").body()).contains("\"code\":\"model_not_found\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/nothing          | 404 | not_found",
                "GET    | /v1/chat/completions | 405 | method_not_allowed",
                "DELETE | /v1/models           | 405 | method_not_allowed",
                "PUT    | /healthz             | 405 | method_not_allowed",
                "GET    | /api/v1/nothing      | 404 | not_found",
            })
    @DisplayName("COM-13, B6: unknown paths and wrong methods in the family's shape")
    void refusesPath(String method, String path, int status, String word) throws Exception {
        HttpResponse<String> reply = Http.send(gateway, method, path);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body())
                .contains(word)
                .startsWith(path.startsWith("/api") ? "{\"code\":" : "{\"error\":{\"message\":");
        assertThat(reply.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    @DisplayName("COM-13, faults 38: a body over the limit is 413, announced or not")
    void refusesLargeBody() throws Exception {
        String large = Http.chat("gpt-4", false).replace("hi", "x".repeat(150_000));
        HttpResponse<String> reply = Http.post(gateway, CHAT, large);
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("\"code\":\"request_too_large\"", "server.max-body-size");
        assertThat(Http.post(gateway, CHAT, Http.chat("gpt-4", false)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Bearer nope", "Basic nope", "''"})
    @DisplayName("faults 76, 77: no key and a wrong key are 401, before the body is looked at")
    void refusesKey(String authorization) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, CHAT, "{", "authorization", authorization);
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(reply.body()).contains("\"type\":\"authentication_error\"", "\"code\":\"invalid_api_key\"");
    }

    @Test
    void takesSecondKey_asApiKey() throws Exception {
        assertThat(Http.post(gateway, CHAT, Http.chat("gpt-4", false), "authorization", "", "x-api-key", "another")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("COM-14: any origin may call, without credentials; a preflight needs no key")
    void allowsOrigins() throws Exception {
        HttpResponse<String> preflight = Http.send(
                gateway, "OPTIONS", CHAT, "Origin", "https://app.example", "Access-Control-Request-Method", "POST");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("*");
        assertThat(preflight.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElse(""))
                .contains("Authorization", "X-API-Key", "Anthropic-Version", "X-Ds2-Target-Account");
        HttpResponse<String> reply =
                Http.post(gateway, CHAT, Http.chat("gpt-4", false), "Origin", "https://app.example");
        assertThat(reply.headers().firstValue("access-control-allow-origin")).hasValue("*");
    }

    @Test
    @DisplayName("DS-01: health and readiness, HEAD too, without a key")
    void isHealthy() throws Exception {
        assertThat(Http.get(gateway, "/healthz", "authorization", "").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(Http.get(gateway, "/readyz", "authorization", "").body()).isEqualTo("{\"status\":\"ready\"}");
        HttpResponse<String> head = Http.send(gateway, "HEAD", "/readyz");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    @DisplayName("E-OTH-4, COM-05: unknown fields reach the same dialect unchanged")
    void passesUnknownFields() throws Exception {
        String body = Http.chat("gpt-4", false)
                .replace("{\"model\"", "{\"my_field\":{\"z\":1,\"a\":12345678901234567890},\"model\"");
        assertThat(Http.post(gateway, CHAT, body).statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getLast().body()).contains("\"my_field\":{\"z\":1,\"a\":12345678901234567890}");
    }
}
