package dev.parley.server.frontend.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.http.ProtoJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Native REST as curl sees it")
@Timeout(20)
class TranscoderTest {
    private final Wires wires = new Wires();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        wires.close();
    }

    @Test
    void answersWholeAsProtoJson() throws Exception {
        HttpResponse<String> reply = post("/api/v1/chat", body("echo", "hi"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(header(reply, "content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("{\"id\":\"id\",\"candidates\":[{\"message\":{\"role\":\"ROLE_ASSISTANT\","
                        + "\"parts\":[{\"text\":{\"text\":\"hi\"}}]}}]}");
    }

    @Test
    @DisplayName("COM-15: a stream's bytes and headers; its last frame tells that it is whole")
    void streamsFrames() throws Exception {
        HttpResponse<String> reply = post("/api/v1/chat/stream", body("words", "a b"));

        assertThat(header(reply, "content-type")).isEqualTo("text/event-stream; charset=utf-8");
        assertThat(header(reply, "cache-control")).isEqualTo("no-cache, no-transform");
        assertThat(header(reply, "x-accel-buffering")).isEqualTo("no");
        assertThat(reply.body()).isEqualTo("""
            data: {"started":{"id":"id","model":"m"}}

            data: {"partStarted":{"part":{"text":{}}}}

            data: {"partDelta":{"text":"a "}}

            data: {"partDelta":{"text":"b"}}

            data: {"completed":{"id":"id","usage":{"inputTokens":"1099511627776"}}}

            event: end
            data: {}

            """);
    }

    @Test
    void streamsOnlyTheEnd_whenThereIsNothing() throws Exception {
        assertThat(post("/api/v1/chat/stream", body("nothing", "")).body()).isEqualTo("event: end\ndata: {}\n\n");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/chat", "/api/v1/chat/stream"})
    @DisplayName("E-STR-8: a failure before the first event has its own status")
    void keepsTheStatusOfAnEarlyFailure(String path) throws Exception {
        HttpResponse<String> reply = post(path, body("fail", ""));

        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(header(reply, "retry-after")).isEqualTo("7");
        assertThat(header(reply, "content-type")).startsWith("application/json");
        assertThat(error(reply)).isEqualTo(ScriptedChat.limitedError());
    }

    @Test
    void endsWithAnErrorFrame_whenTheCallFailsMidStream() throws Exception {
        HttpResponse<String> reply = post("/api/v1/chat/stream", body("fail-late", ""));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\n\nevent: error\ndata: {\"code\":8,")
                .endsWith("}\n\n");
        assertThat(reply.body()).doesNotContain("event: end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"model":              | line 1, column 10
        {"modell":"x"}         | modell
        {"model":{"a":1}}      | expected type: STRING
        {"messages":[{"role":"ROLE_KING"}]} | ROLE_KING
        []                     | the document: array (expected: a JSON object)
        ''                     | Expect
        """)
    @DisplayName("COM-13: malformed bodies are 400, and the answer names the place")
    void refusesMalformedBodies(String body, String named) throws Exception {
        HttpResponse<String> reply = post("/api/v1/chat", body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error(reply).getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        assertThat(error(reply).getMessage()).contains(named);
    }

    @Test
    void refusesUnknownQueryParameters() throws Exception {
        HttpResponse<String> reply = get("/api/v1/models?provder=x");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error(reply).getMessage()).contains("provder");
    }

    @Test
    void asksInterceptorsBeforeItReadsTheBody() throws Exception {
        HttpResponse<String> reply =
                send(to("/api/v1/chat").header("x-refuse", "1").POST(BodyPublishers.ofString("{")));

        assertThat(reply.statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("COM-13: an unknown path is 404, a wrong method 405 that names the right one")
    void refusesUnknownPathsAndMethods() throws Exception {
        HttpResponse<String> unknown = get("/api/v1/nothing");
        HttpResponse<String> wrong = get("/api/v1/chat");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(error(unknown).getReason()).isEqualTo("path_not_found");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(header(wrong, "allow")).isEqualTo("POST");
        assertThat(error(wrong).getMessage()).isEqualTo("GET /api/v1/chat (expected: POST).");
    }

    @ParameterizedTest
    @CsvSource({"a/b:c,a/b:c", "a%2Fb%3Ac,a/b:c", "%C3%A9,é", "a+b,a+b", "a%2Bb%20c,a+b c"})
    void readsIdsRawOrEncoded(String path, String id) throws Exception {
        assertThat(get("/api/v1/models/" + path).body()).isEqualTo("{\"id\":\"" + id + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/chat", "/api/v1/chat/stream", "/api/v1/nothing"})
    @DisplayName("COM-12: every answer has a request id: the caller's, or a new one")
    void answersWithARequestId(String path) throws Exception {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(body("fail", "")));

        assertThat(header(send(request), "x-request-id")).startsWith("req_");
        assertThat(header(send(request.header("x-request-id", "mine.1")), "x-request-id"))
                .isEqualTo("mine.1");
    }

    @ParameterizedTest
    @CsvSource({"throw", "no-answer"})
    void hidesWhatWentWrongInside_whenTheServiceIsBroken(String model) throws Exception {
        HttpResponse<String> reply = post("/api/v1/chat", body(model, ""));

        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(error(reply).getCode()).isEqualTo(ErrorCode.ERROR_CODE_INTERNAL);
        assertThat(reply.body()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({"hang,504", "start-and-hang,200"})
    void endsWithATimeout_whenTheCallersDeadlinePasses(String model, int status) throws Exception {
        HttpResponse<String> reply = send(to("/api/v1/chat/stream")
                .header("grpc-timeout", "200m")
                .POST(BodyPublishers.ofString(body(model, ""))));

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains("ERROR_CODE_TIMEOUT");
        assertThat(wires.chat.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("COM-08: a service is stopped when a write shows that its caller has gone")
    void stopsTheService_whenTheConnectionBreaks() throws Exception {
        try (Socket socket = open("endless", "word")) {
            socket.getInputStream().read();
        }

        assertThat(wires.chat.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("COM-08: a silent service is stopped, too")
    void stopsASilentService_whenTheConnectionBreaks() throws Exception {
        try (Socket socket = open("hang", "")) {
            assertThat(wires.chat.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(wires.chat.cancelled.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("E-STR-9: a caller that does not read holds the service back")
    void waitsForASlowReader() throws Exception {
        try (Socket socket = open("endless", "x".repeat(64 << 10))) {
            socket.getInputStream().read();
            int[] before = {-1};
            Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
                int written = wires.chat.written.get();
                boolean still = written == before[0];
                before[0] = written;
                return still;
            });

            assertThat(before[0]).as("events of 64 KiB written ahead").isLessThan(320);
        }
    }

    private Socket open(String model, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), wires.restPort());
        socket.setReceiveBufferSize(64 << 10);
        byte[] body = body(model, text).getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/v1/chat/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(body.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static String body(String model, String text) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"ROLE_USER\",\"parts\":[{\"text\":{\"text\":\"%s\"}}]}]}"
                .formatted(model, text);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(to(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(to(path));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + wires.restPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    private static ChatError error(HttpResponse<String> reply) throws Exception {
        Status.Builder status = Status.newBuilder();
        ProtoJson.read(reply.body(), status);
        return status.getDetails(0).unpack(ChatError.class);
    }
}
