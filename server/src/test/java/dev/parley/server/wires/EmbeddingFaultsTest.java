package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.Input;
import dev.parley.server.Gateway;
import dev.parley.testkit.EmbeddingAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Embeddings when something goes wrong, and what is told of them")
class EmbeddingFaultsTest {
    private static final String PATH = "/v1/embeddings";
    private static final SdkCalls CALLS = new SdkCalls();
    private static final String ASKED = "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}";

    private final CountDownLatch asked = new CountDownLatch(1);
    private FakeUpstream first;
    private FakeUpstream second;
    private Gateway gateway;

    @BeforeEach
    void start() {
        first = FakeUpstream.lax(request -> {
            asked.countDown();
            return Reply.silence();
        });
        second = FakeUpstream.openAi(EmbeddingAnswers::openAi);
        gateway = gateway();
    }

    @AfterEach
    void stop() {
        CALLS.close();
        gateway.close();
        first.close();
        second.close();
    }

    static Stream<Arguments> badAnswers() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("fewer vectors than inputs", row("[1,2]"));
        rows.put("more vectors than inputs", String.join(",", Collections.nCopies(3, row("[1,2]"))));
        rows.put("vectors of different lengths", row("[1,2]") + ',' + row("[1]"));
        rows.put("empty vectors", row("[]") + ',' + row("[]"));
        rows.put("a number beyond floats", row("[1]") + ',' + row("[1e39]"));
        rows.put("no number", row("[1]") + ',' + row("[NaN]"));
        rows.put("no number in Base64", row("\"AADAfw==\"") + ',' + row("\"AADAfw==\""));
        rows.put("half a number in Base64", row("\"AAA=\"") + ',' + row("\"AAA=\""));
        return rows.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void answers502_whenTheHostAnswersNonsense(String name, String rows) throws Exception {
        first.enqueue(EmbeddingAnswers.openAi(rows, 2));
        HttpResponse<String> reply = Http.post(gateway, PATH, ASKED);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
        assertThat(reply.body()).contains("bad_upstream_json");
    }

    @Test
    void answers502_whenTheHostGivesAnotherLength() throws Exception {
        first.enqueue(EmbeddingAnswers.openAi(row("[1,2]") + ',' + row("[1,2]"), 2));
        HttpResponse<String> reply = Http.post(gateway, PATH, ASKED.replace("}", ",\"dimensions\":3}"));
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.body()).contains("2 numbers instead of 3");
    }

    @Test
    @DisplayName("A model of a host that makes none is no refused key")
    void tellsCaller_whenTheModelMakesNone() throws Exception {
        first.enqueue(EmbeddingAnswers.notCapable());
        HttpResponse<String> reply = Http.post(gateway, PATH, ASKED);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"model_not_capable\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429})
    @DisplayName("Another key is tried, and the failing one rests")
    void changesKey(int status) throws Exception {
        first.enqueue(Hosts.error(status, "no")).enqueue(EmbeddingAnswers::openAi);
        try (Gateway keys = gateway("PROVIDERS_A_API_KEYS", "k1,k2")) {
            assertThat(Http.post(keys, PATH, ASKED).statusCode()).isEqualTo(200);
        }
        assertThat(first.requests()).extracting(request -> request.key()).containsExactly("k1", "k2");
    }

    @Test
    @DisplayName("COM-09: another target is tried, also when a host's vectors are not what was asked for")
    void failsOver() throws Exception {
        first.enqueue(EmbeddingAnswers.openAi(row("[1]"), 2));
        HttpResponse<String> reply = Http.post(gateway, PATH, ASKED.replace("\"m\"", "\"both\""));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("X-Gateway-Model")).hasValue("b/other");
        assertThat(second.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\",\"input\":\"\"}|400|'input[0]' is empty",
                "{\"model\":\"m\",\"input\":[\"a\",\"\"]}|400|'input[1]' is empty",
                "{\"model\":\"m\",\"input\":[[1],[]]}|400|'input[1]' is empty",
                "{\"model\":\"m\",\"input\":[-1]}|400|'input[0]' has a token below 0",
                "{\"model\":\"m\",\"input\":[[[1]]]}|400|expected: an integer",
                "{\"model\":\"m\",\"input\":null}|400|Missing required parameter: 'input'",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0}|400|'dimensions' is 0",
                "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"ubinary\"}|400|'float' or 'base64'",
            })
    void refusesWhatNoHostTakes(String body, int status, String message) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, PATH, body);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(message, "\"type\":\"invalid_request_error\"");
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void refusesBodies_thatAreTooLargeOrHoldTooMuch() throws Exception {
        String many = "{\"model\":\"m\",\"input\":[" + String.join(",", Collections.nCopies(2049, "\"a\"")) + "]}";
        assertThat(Http.post(gateway, PATH, many).body()).contains("at most 2048 inputs");
        String empties = "{\"model\":\"m\",\"input\":[" + String.join(",", Collections.nCopies(5_000_000, "[]")) + "]}";
        assertThat(Http.post(gateway, PATH, empties).statusCode()).isEqualTo(400);
        String long32 = "{\"model\":\"m\",\"input\":\"" + "a".repeat(32 << 20) + "\"}";
        assertThat(Http.post(gateway, PATH, long32).statusCode()).isEqualTo(413);
    }

    /** How a caller calls, and leaves. */
    interface Leaving {
        AutoCloseable call(int port) throws Exception;
    }

    static Stream<Arguments> wires() {
        return Stream.of(
                Arguments.of("HTTP/1.1", (Leaving) EmbeddingFaultsTest::http),
                Arguments.of("SDK over gRPC", (Leaving) port -> sdk(ParleyClient.builder()
                        .grpc("127.0.0.1:" + port)
                        .key(Http.KEY)
                        .build())),
                Arguments.of("SDK over REST", (Leaving) port -> sdk(ParleyClient.builder()
                        .rest("http://127.0.0.1:" + port)
                        .key(Http.KEY)
                        .build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wires")
    @DisplayName("COM-08: a caller that goes ends the host's call")
    void closesHost(String name, Leaving wire) throws Exception {
        AutoCloseable call = wire.call(gateway.port());
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        call.close();
        assertThat(first.awaitClientClose(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    @DisplayName("Calls are counted with their tokens, and first tokens are not")
    void countsUsage() throws Exception {
        first.enqueue(EmbeddingAnswers::openAi);
        assertThat(Http.post(gateway, PATH, ASKED).statusCode()).isEqualTo(200);
        Scrape scrape = Scrape.of(gateway);
        assertThat(scrape.value("gateway_tokens_used_total{direction=\"input\"}"))
                .isEqualTo(6);
        assertThat(scrape.lines()).noneMatch(line -> line.startsWith("parley_upstream_first") && !line.endsWith(" 0"));
    }

    @Test
    @DisplayName("MET-03: a collector hears of embeddings by their name, and of no first token")
    void tellsCollector() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            try (InputStream in = exchange.getRequestBody()) {
                told.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        first.enqueue(EmbeddingAnswers::openAi);
        try (Gateway watched = gateway(
                "TELEMETRY_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort())) {
            Http.post(watched, PATH, ASKED);
        }
        collector.stop(0);
        assertThat(String.join("", told))
                .contains("embeddings m", "gen_ai.client.token.usage")
                .doesNotContain("time_to_first_token", "chat m");
    }

    private static AutoCloseable http(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("POST /v1/embeddings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Http.KEY
                                + "\r\nContent-Length: " + ASKED.length() + "\r\n\r\n" + ASKED)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** A call that a cancelled context ends. */
    private static AutoCloseable sdk(ParleyClient client) {
        EmbedRequest request = EmbedRequest.newBuilder()
                .setModel("m")
                .addInputs(Input.newBuilder().setText("a"))
                .build();
        return CALLS.begin(client, begun -> begun.embeddings().embed(request));
    }

    private Gateway gateway(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_A_TYPE",
                "openai",
                "PROVIDERS_A_BASE_URL",
                first.url(),
                "PROVIDERS_A_API_KEYS",
                "k1",
                "PROVIDERS_A_MODELS",
                "m",
                "PROVIDERS_B_TYPE",
                "openai",
                "PROVIDERS_B_BASE_URL",
                second.url(),
                "PROVIDERS_B_MODELS",
                "other",
                "ROUTES_FALLBACKS_BOTH",
                "a/m,b/other"));
        settings.addAll(List.of(more));
        return Gateway.start(settings.toArray(String[]::new));
    }

    private static String row(String vector) {
        return "{\"object\":\"embedding\",\"embedding\":" + vector + '}';
    }
}
