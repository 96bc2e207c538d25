package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("faults 7: what real hosts do wrong")
class UpstreamFaultsTest {
    private FakeUpstream upstream = FakeUpstream.lax(request -> Reply.silence());
    private Gateway gateway = start();

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    static Stream<Arguments> brokenReplies() {
        Map<String, Supplier<Reply>> replies = new TreeMap<>();
        replies.put("an HTML page", () -> Reply.whole(200, "text/html", "<html>log in</html>"));
        replies.put("an empty body", () -> Reply.whole(200, "application/json", ""));
        replies.put("not JSON", () -> Reply.json(200, "nonsense"));
        replies.put("closed at once", () -> Reply.raw(""));
        replies.put("reset at once", () -> Reply.raw("").reset());
        replies.put(
                "content-length longer than the body",
                () -> Reply.raw(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"id\":"));
        replies.put(
                "a redirect",
                () -> Reply.raw("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"));
        replies.put(
                "an error inside a 200", () -> Reply.json(200, "{\"error\":{\"message\":\"inside\",\"code\":500}}"));
        return replies.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenReplies")
    @DisplayName("before the first event: 502 in our shape, for whole and streamed alike")
    void givesBadGateway(String name, Supplier<Reply> reply) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            upstream.enqueue(reply.get());
            HttpResponse<String> answer = ask(stream);
            assertThat(answer.statusCode())
                    .as("%s, stream %s: %s", name, stream, answer.body())
                    .isEqualTo(502);
            assertThat(answer.body()).startsWith("{\"error\":{\"message\":");
        }
    }

    static Stream<Arguments> brokenStreams() {
        Map<String, Supplier<Reply>> replies = new TreeMap<>();
        replies.put("no finish reason", () -> Hosts.begin().event(Hosts.delta("a")));
        replies.put(
                "reset midway",
                () -> Hosts.begin().event(Hosts.delta("a")).pause(30).reset());
        replies.put(
                "an error event",
                () -> Hosts.begin().event(Hosts.delta("a")).pause(30).event("{\"error\":{\"message\":\"boom\"}}"));
        return replies.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStreams")
    @DisplayName("E-ERR-1, E-STR-6, CLI-08: midway an error event, no [DONE], no invented stop")
    void endsWithError(String name, Supplier<Reply> reply) throws Exception {
        upstream.enqueue(reply.get());
        HttpResponse<String> answer = ask(true);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"content\":\"a\"", "data: {\"error\":{")
                .doesNotContain("[DONE]", "\"finish_reason\":\"stop\"");
    }

    static Stream<Arguments> oddStreams() {
        Map<String, Supplier<Reply>> replies = new TreeMap<>();
        replies.put("byte by byte", () -> Hosts.stream("a", "你😀").inPiecesOf(1));
        replies.put("no [DONE]", () -> Reply.sse().then(text("a", "你😀").replace("data: [DONE]\n\n", "")));
        replies.put("CRLF", () -> Reply.sse().then(text("a", "你😀").replace("\n", "\r\n")));
        replies.put("no space", () -> Reply.sse().then(text("a", "你😀").replace("data: ", "data:")));
        replies.put(
                "comments", () -> Reply.sse().then(": hi\n\n" + text("a", "你😀").replace("\n\n", "\n\n: ping\n\n")));
        replies.put("JSON to a stream request", () -> Hosts.whole("a你😀"));
        return replies.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddStreams")
    @DisplayName("E-STR-4, E-STR-7, CLI-11: odd but whole streams come out well-formed")
    void readsOddStreams(String name, Supplier<Reply> reply) throws Exception {
        upstream.enqueue(reply.get());
        String body = ask(true).body();
        assertThat(body).contains("你😀", "\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    @DisplayName("A host that keeps its connection open after [DONE] does not hold the answer back")
    void ends_whenHostStaysOpen() throws Exception {
        upstream.enqueue(Hosts.stream("a").stall());
        assertThat(ask(true).body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    @DisplayName("E-RSN-5: a thought between tags in the text comes out as reasoning, if the provider is set so")
    void splitsOffThoughts() throws Exception {
        try (Gateway splitting = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m",
                "PROVIDERS_UP_OPTIONS_THINK_TAGS",
                "true")) {
            upstream.enqueue(Hosts.whole("<think>a</think>b"));
            String body = Http.post(splitting, "/v1/chat/completions", Http.chat("m", false))
                    .body();
            assertThat(body).contains("\"content\":\"b\"", "\"reasoning_content\":\"a\"");
        }
    }

    @Test
    @DisplayName("HEL-02: a kept connection that the host has closed is replaced")
    void survivesClosedConnections() throws Exception {
        for (int i = 0; i < 5; i++) {
            upstream.enqueue(Hosts.whole("x"));
            assertThat(ask(false).statusCode()).isEqualTo(200);
            upstream.dropIdleConnections();
        }
    }

    private HttpResponse<String> ask(boolean stream) throws Exception {
        return Http.post(gateway, "/v1/chat/completions", Http.chat("m", stream));
    }

    /** What {@link Hosts#stream} sends, as text. */
    private static String text(String... pieces) {
        return Hosts.stream(pieces).body();
    }

    private Gateway start() {
        return Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", upstream.url(),
                "PROVIDERS_UP_POOL_COOLDOWN_FAILURES_IN_A_ROW", "1000",
                "PROVIDERS_UP_MODELS", "m");
    }
}
