package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-42, GM-43, GM-44: whole answers told as streams, and answers continued, over the wire")
class DeliveryTest {
    private static final String KEY = "key-of-the-operator";
    private static final String CHAT = "/v1/chat/completions";
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

    private final FakeUpstream up = FakeUpstream.openAi(
            request -> request.wantsStream() ? Hosts.stream("real ", "stream") : Hosts.whole("abcdefgh"));
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "ACCESS_MANAGEMENT_KEY", KEY,
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", up.url(),
                "PROVIDERS_UP_API_KEYS", "secret-of-ann",
                "PROVIDERS_UP_POOL_MAX_IN_FLIGHT", "1",
                "PROVIDERS_UP_MODELS", "m",
                "STREAMING_FAKE_CHUNK", "3",
                "STREAMING_FAKE_DELAY", "40ms",
                "STREAMING_HEARTBEAT", "50ms",
                "FEATURES_ANTI_TRUNCATION", "true");
        operator(
                "POST",
                "/models/openai/registry",
                "{\"id\":\"m\",\"base\":\"m\",\"upstream\":\"up\",\"enabled\":true}");
    }

    @AfterEach
    void stop() {
        gateway.close();
        up.close();
    }

    @Test
    @DisplayName("GM-42: the host is asked whole; the caller has chunks, a delay apart, and the host's own usage")
    void tellsWholeAnswerAsStream() throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> reply = Http.post(gateway, CHAT, Http.chat("fake-stream/m", true));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(up.requests()).hasSize(1).noneMatch(request -> request.wantsStream());
        assertThat(contents(reply.body())).containsExactly("abc", "def", "gh");
        assertThat(reply.body())
                .contains("\"finish_reason\":\"stop\"", "\"prompt_tokens\":7", "\"completion_tokens\":3", "[DONE]");
    }

    @ParameterizedTest
    @CsvSource({
        // the switch, what the model asks for, whether the caller wants a stream; what the host is asked
        "true, fake-stream/m, true, false",
        "false, fake-stream/m, true, true",
        "true, m, true, true",
        "true, fake-stream/m, false, false",
    })
    @DisplayName("GM-43, MA-31: which way an answer comes, and the switch while calls come")
    void dispatches(boolean enabled, String model, boolean stream, boolean hostStreams) throws Exception {
        feature("fake_streaming", enabled);
        assertThat(Http.post(gateway, CHAT, Http.chat(model, stream)).statusCode())
                .isEqualTo(200);
        assertThat(up.requests().getLast().wantsStream()).isEqualTo(hostStreams);
    }

    @Test
    @DisplayName("COM-11: keep-alives while the host is silent")
    void beats_whileWaiting() throws Exception {
        up.enqueue(Reply.silence());
        try (InputStream body =
                Http.open(gateway, CHAT, Http.chat("fake-stream/m", true)).body()) {
            assertThat(new String(body.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo(": keep-alive");
        }
        assertThat(up.awaitClientClose(Duration.ofSeconds(2))).isTrue();
    }

    @Test
    @DisplayName("COM-08: a caller that leaves in the middle leaves nothing behind; the key was free before")
    void leavesNothing_whenCallerGoesMidway() throws Exception {
        operator("PUT", "/config", "{\"streaming.fake-delay\":\"1h\"}");
        HttpResponse<Stream<String>> reply = Http.lines(gateway, CHAT, Http.chat("fake-stream/m", true));
        try (Stream<String> lines = reply.body()) {
            assertThat(lines.filter(line -> line.contains("abc")).findFirst()).isPresent();
            // The one lease there is went back when the host had answered, while this caller waits for its chunks.
            assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode())
                    .isEqualTo(200);
        }
        gateway.close();
        start();
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("GM-42: a failure of the host has a status of its own")
    void failsWithStatus() throws Exception {
        up.enqueue(Hosts.error(400, "no"));
        assertThat(Http.post(gateway, CHAT, Http.chat("fake-stream/m", true)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    @DisplayName("GM-44: continued until the marker comes, which nobody sees; usage is the sum")
    void continuesAnswers(boolean stream) throws Exception {
        reply(stream, "one");
        reply(stream, " two [[end", " of ans", "wer]]");
        HttpResponse<String> answer = Http.post(gateway, CHAT, Http.chat("anti-trunc/m", stream));
        assertThat(String.join("", contents(answer.body()))).isEqualTo("one two");
        assertThat(answer.body()).contains("\"prompt_tokens\":14", "\"completion_tokens\":6");
        assertThat(up.requests()).hasSize(2);
        assertThat(up.requests().getLast().body()).contains("[[end of answer]]", "\"one");
    }

    @Test
    @DisplayName("GM-44: a continuation that fails leaves the answer as it stands")
    void keepsAnswer_whenContinuationFails() throws Exception {
        reply(true, "one");
        up.enqueue(Hosts.error(400, "no"));
        HttpResponse<String> answer = Http.post(gateway, CHAT, Http.chat("anti-trunc/m", true));
        assertThat(contents(answer.body())).contains("one");
        assertThat(answer.body())
                .contains("\"finish_reason\":\"stop\"", "[DONE]")
                .doesNotContain("error");
    }

    @Test
    @DisplayName("GM-44, MA-31: off where the switch is")
    void doesNotContinue_whenSwitchedOff() throws Exception {
        feature("anti_truncation", false);
        Http.post(gateway, CHAT, Http.chat("anti-trunc/m", false));
        assertThat(up.requests()).hasSize(1);
        assertThat(up.requests().getFirst().body()).doesNotContain("end of answer");
    }

    private void reply(boolean stream, String... pieces) {
        up.enqueue(stream ? Hosts.stream(pieces) : Hosts.whole(String.join("", pieces)));
    }

    private void feature(String feature, boolean enabled) throws Exception {
        operator("PUT", "/features/" + feature, "{\"enabled\":%s}".formatted(enabled));
    }

    private void operator(String method, String path, String body) throws Exception {
        HttpResponse<String> done =
                Http.sendBody(gateway, method, "/routes/api/management" + path, body, "authorization", "Bearer " + KEY);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private static List<String> contents(String body) {
        return CONTENT.matcher(body)
                .results()
                .map(result -> result.group(1))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
