package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MET-01, MET-02: what is counted, over the wire")
class MetricsTest {
    private static final String CHAT = "/v1/chat/completions";

    private FakeUpstream upstream;
    private FakeUpstream spare;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upstream = FakeUpstream.lax(request -> Hosts.stream("a", "b"));
        spare = FakeUpstream.lax(request -> Hosts.stream("c"));
        gateway = gateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
        spare.close();
    }

    private Gateway gateway(String... more) {
        List<String> settings = new java.util.ArrayList<>(List.of(
                "ACCESS_API_KEYS", Http.KEY,
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", upstream.url(),
                "PROVIDERS_UP_API_KEYS", "k1,k2",
                "PROVIDERS_UP_MODELS", "m",
                "PROVIDERS_SPARE_TYPE", "openai",
                "PROVIDERS_SPARE_BASE_URL", spare.url(),
                "PROVIDERS_SPARE_MODELS", "n",
                "ROUTES_FALLBACKS_BOTH", "up/m,spare/n"));
        settings.addAll(List.of(more));
        return Gateway.start(settings.toArray(String[]::new));
    }

    @Test
    void countsRequestOnce_byPatternMethodAndStatus() throws Exception {
        Http.post(gateway, CHAT, Http.chat("m", true));
        Http.post(gateway, CHAT, "{");
        Http.post(gateway, CHAT, Http.chat("m", true), "authorization", "Bearer wrong");
        Http.get(gateway, CHAT);
        Http.get(gateway, "/v1/models/m");
        Http.get(gateway, "/no/such/path");
        Http.send(gateway, "OPTIONS", CHAT, "origin", "http://page.test");

        Scrape seen = Scrape.of(gateway);

        assertThat(seen.value(http(CHAT, "POST", 200))).isEqualTo(1);
        assertThat(seen.value(http(CHAT, "POST", 400))).isEqualTo(1);
        assertThat(seen.value(http(CHAT, "POST", 401))).isEqualTo(1);
        assertThat(seen.value(http(CHAT, "GET", 405))).isEqualTo(1);
        assertThat(seen.value(http("/v1/models/{+id}", "GET", 200))).isEqualTo(1);
        assertThat(seen.value(http("unknown", "GET", 404))).isEqualTo(1);
        assertThat(seen.value(http("preflight", "OPTIONS", 204))).isEqualTo(1);
        assertThat(seen.value(
                        "gateway_http_request_duration_seconds_count{method=\"POST\",route=\"%s\"}".formatted(CHAT)))
                .isEqualTo(3);
        assertThat(seen.value("gateway_http_inflight")).as("this scrape itself").isEqualTo(1);
    }

    @Test
    void countsNativeRestByItsRule_andGrpcByItsMethod() throws Exception {
        ChatRequest request = Asked.of("m", "hi");
        try (ParleyClient rest =
                        ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build();
                ParleyClient grpc = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(Http.KEY)
                        .build()) {
            rest.chat().chat(request);
            grpc.chat().chat(request);
            grpc.chat().streamChat(request).forEachRemaining(event -> {});
            Assertions.assertThatThrownBy(() -> grpc.chat().chat(Asked.of("nobody/knows", "hi")));
        }
        Scrape seen = Scrape.of(gateway);

        assertThat(seen.lines())
                .anyMatch(line -> line.startsWith("gateway_http_requests_total{method=\"POST\",route=\"/api/v1/"));
        assertThat(seen.value("gateway_grpc_requests_total{method=\"parley.chat.v1.ChatService/Chat\",status=\"OK\"}"))
                .isEqualTo(1);
        assertThat(seen.value(
                        "gateway_grpc_requests_total{method=\"parley.chat.v1.ChatService/Chat\",status=\"NOT_FOUND\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_grpc_messages_total{method=\"parley.chat.v1.ChatService/StreamChat\"}"))
                .isGreaterThan(4);
        assertThat(seen.value("gateway_grpc_inflight")).isZero();
    }

    @Test
    void countsAttempts_rotationAndFallback() throws Exception {
        upstream.enqueue(OpenAiAnswers.error(429, "slow down")).enqueue(OpenAiAnswers.error(500, "broken"));

        assertThat(Http.post(gateway, CHAT, Http.chat("both", true)).statusCode())
                .isEqualTo(200);

        Scrape seen = Scrape.of(gateway);
        assertThat(seen.value(attempts("up", "m", "rate_limited"))).isEqualTo(1);
        assertThat(seen.value(attempts("up", "m", "upstream_failed"))).isEqualTo(1);
        assertThat(seen.value(attempts("spare", "n", "ok"))).isEqualTo(1);
        assertThat(seen.value("gateway_upstream_retry_attempts_total")).isEqualTo(2);
        assertThat(seen.value("gateway_credential_rotations_total")).isEqualTo(1);
        assertThat(seen.value("gateway_credential_errors_total{reason=\"rate_limited\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_upstream_errors_total{reason=\"rate_limited\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_model_fallbacks_total{from=\"up/m\",to=\"spare/n\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_time_to_first_token_seconds_count{provider=\"spare\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_pool_wait_seconds_count{provider=\"up\"}"))
                .isEqualTo(2);
        assertThat(seen.value("gateway_disabled_credentials{provider=\"up\"}"))
                .as("a rest for one model only")
                .isZero();
        assertThat(seen.value("gateway_active_credentials{provider=\"up\"}")).isEqualTo(2);
    }

    @Test
    void countsTokensAndEstimates_linesAndDisconnects() throws Exception {
        upstream.enqueue(Hosts.begin().event(Hosts.delta("a")).stall());
        HttpResponse<InputStream> left = Http.open(gateway, CHAT, Http.chat("m", true));
        left.body().read();
        left.body().close();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Scrape.of(gateway).value("gateway_sse_disconnects_total{reason=\"cancelled\"}") == 1);
        upstream.enqueue(Hosts.begin().event(Hosts.delta("a")).reset());
        Http.post(gateway, CHAT, Http.chat("m", true));

        Scrape seen = Scrape.of(gateway);
        assertThat(seen.value("gateway_sse_disconnects_total{reason=\"upstream_failed\"}"))
                .isEqualTo(1);
        assertThat(seen.value("gateway_sse_lines_total")).isGreaterThan(3);
        assertThat(seen.value("gateway_usage_estimated_total")).isEqualTo(2);
        assertThat(seen.value("gateway_tokens_used_total{direction=\"input\"}")).isGreaterThan(1);
        assertThat(seen.value(attempts("up", "m", "cancelled"))).isEqualTo(1);
    }

    @Test
    @DisplayName("MET-02: callers cannot make up label values")
    void showsUnknownModelsAsOther() throws Exception {
        for (int i = 0; i < 3; i++) {
            Http.post(gateway, CHAT, Http.chat("up/made-up-" + i, true));
        }
        Scrape seen = Scrape.of(gateway);
        assertThat(seen.lines()).noneMatch(line -> line.contains("made-up"));
        assertThat(seen.value(attempts("up", "other", "ok"))).isEqualTo(3);
    }

    @Test
    @DisplayName("MET-02: no key, no account and nothing that was said is in it")
    void showsNoSecret() throws Exception {
        Http.post(gateway, CHAT, Http.chat("m", true).replace("\"hi\"", "\"a-private-word\""));
        assertThat(Scrape.of(gateway).lines())
                .noneMatch(line -> line.contains(Http.KEY) || line.contains("k1\"") || line.contains("a-private-word"));
    }

    @Test
    @DisplayName("MA-12: text, OpenMetrics or JSON, as the scraper likes")
    void answersInTheFormThatIsAsked() throws Exception {
        assertThat(type(Http.get(gateway, "/metrics"))).startsWith("text/plain; version=0.0.4");
        HttpResponse<String> open =
                Http.get(gateway, "/metrics", "accept", "application/openmetrics-text;version=1.0.0");
        assertThat(type(open)).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
        HttpResponse<String> json = Http.get(gateway, "/metrics", "accept", "application/json");
        assertThat(type(json)).isEqualTo("application/json");
        assertThat(json.body()).contains("\"gateway_http_requests_total\":{\"type\":\"counter\"");
    }

    @Test
    void countsThinkingThatWasLeftOut() throws Exception {
        String plain = "{\"model\":\"m\",\"max_tokens\":4000,\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        Http.post(gateway, "/v1/messages", plain + "}");
        assertThat(Http.get(gateway, "/metrics").body()).contains("\ngateway_thinking_removed_total 0");

        Http.post(gateway, "/v1/messages", plain + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1500}}");
        assertThat(Http.get(gateway, "/metrics").body()).contains("\ngateway_thinking_removed_total 1");
    }

    @Test
    void asksForKey_whereSettingsSaySo() throws Exception {
        try (Gateway keyed = gateway("METRICS_KEYED", "on", "ACCESS_MANAGEMENT_KEY", "key-of-the-manager")) {
            assertThat(Http.get(keyed, "/metrics").statusCode()).isEqualTo(401);
            assertThat(Http.get(keyed, "/metrics", "authorization", "Bearer key-of-the-manager")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void servesNothing_whenSwitchedOff_andElsewhere_whenMoved() throws Exception {
        try (Gateway off = gateway("METRICS_ENABLED", "false")) {
            assertThat(Http.get(off, "/metrics").statusCode()).isEqualTo(404);
        }
        try (Gateway moved = gateway("METRICS_PATH", "/internal/metrics", "METRICS_ALIAS_PREFIX", "gcli2api_")) {
            assertThat(Http.get(moved, "/metrics").statusCode()).isEqualTo(404);
            assertThat(Http.get(moved, "/internal/metrics").body())
                    .contains("\ngcli2api_upstream_retry_attempts_total 0")
                    .contains("\ngateway_upstream_retry_attempts_total 0");
        }
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private static String http(String route, String method, int status) {
        return "gateway_http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"}".formatted(method, route, status);
    }

    private static String attempts(String provider, String model, String status) {
        return "gateway_upstream_requests_total{model=\"%s\",provider=\"%s\",status=\"%s\"}"
                .formatted(model, provider, status);
    }
}
