package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MET-03: a collector is told of calls, and only if an operator names one")
class TelemetryTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
    private HttpServer collector;
    private FakeUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = FakeUpstream.lax(request -> Hosts.stream("a-secret-answer"));
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", this::collect);
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
        upstream.close();
    }

    @Test
    void tellsSpansAndMetrics_inTheTraceOfTheCaller_withoutWhatWasSaid() throws Exception {
        try (Gateway gateway = gateway("TELEMETRY_OTLP_ENDPOINT", url(), "TELEMETRY_SERVICE_NAME", "my-gateway")) {
            Http.post(
                    gateway, CHAT, Http.chat("m", true).replace("\"hi\"", "\"a-private-word\""), "traceparent", PARENT);
        }
        String spans = String.join("", told.getOrDefault("/v1/traces", List.of()));
        assertThat(spans).contains("chat m", "gen_ai.provider.name", "my-gateway", raw(TRACE));
        assertThat(String.join("", told.getOrDefault("/v1/metrics", List.of())))
                .contains("gen_ai.server.request.duration", "gen_ai.client.token.usage");
        assertThat(told.toString()).doesNotContain("a-private-word", "a-secret-answer", Http.KEY);
        assertThat(upstream.requests()).noneMatch(request -> request.toString().contains(TRACE));
    }

    @Test
    void readsTraceFromGrpcMetadata() throws Exception {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), PARENT);
        try (Gateway gateway = gateway("TELEMETRY_OTLP_ENDPOINT", url() + "/");
                ParleyClient client = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(Http.KEY)
                        .build()) {
            client.chat()
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .chat(Asked.of("m", "hi"));
        }
        assertThat(String.join("", told.getOrDefault("/v1/traces", List.of()))).contains(raw(TRACE));
    }

    @Test
    void tellsNobody_whenNobodyIsNamed() throws Exception {
        try (Gateway gateway = gateway()) {
            Http.post(gateway, CHAT, Http.chat("m", true));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void answersAllTheSame_whenTheCollectorDoesNot() throws Exception {
        collector.stop(0);
        try (Gateway gateway = gateway("TELEMETRY_OTLP_ENDPOINT", url())) {
            assertThat(Http.post(gateway, CHAT, Http.chat("m", true)).statusCode())
                    .isEqualTo(200);
        }
    }

    private Gateway gateway(String... more) {
        List<String> settings = new java.util.ArrayList<>(List.of(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m"));
        settings.addAll(List.of(more));
        return Gateway.start(settings.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    /** Bytes as they stand in protobuf. */
    private static String raw(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }

    private void collect(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
        told.computeIfAbsent(exchange.getRequestURI().getPath(), path -> new CopyOnWriteArrayList<>())
                .add(body);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
