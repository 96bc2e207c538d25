package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import dev.parley.testkit.ResponsesStreamCheck;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RS-03, RS-04, RS-06, GM-43, E-STR-3: /v1/responses on the wire")
class ResponsesTest {
    private static final String PATH = "/v1/responses";

    private static FakeUpstream up;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        up = FakeUpstream.openAi(
                request -> request.wantsStream() ? Hosts.stream("real ", "stream") : Hosts.whole("abcdefgh"));
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "ACCESS_MANAGEMENT_KEY", "key-of-the-operator",
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", up.url(),
                "PROVIDERS_UP_API_KEYS", "secret-of-ann",
                "PROVIDERS_UP_MODELS", "m",
                "STREAMING_FAKE_CHUNK", "3",
                "STREAMING_FAKE_DELAY", "1ms",
                "STREAMING_HEARTBEAT", "50ms",
                "FEATURES_FAKE_STREAMING", "true");
        HttpResponse<String> done = Http.sendBody(
                gateway,
                "POST",
                "/routes/api/management/models/openai/registry",
                "{\"id\":\"m\",\"base\":\"m\",\"upstream\":\"up\",\"enabled\":true}",
                "authorization",
                "Bearer key-of-the-operator");
        assertThat(done.statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        up.close();
    }

    @ParameterizedTest
    @CsvSource({
        // what the model asks for, whether the caller wants a stream; what the host is asked
        "m, true, true",
        "fake-stream/m, true, false",
        "fake-stream/m, false, false",
    })
    @DisplayName("GM-43: which way an answer comes; the events are the same")
    void dispatches(String model, boolean stream, boolean hostStreams) throws Exception {
        String body = Http.post(gateway, PATH, request(model, stream)).body();
        assertThat(up.requests().getLast().wantsStream()).isEqualTo(hostStreams);
        if (stream) {
            assertThat(ResponsesStreamCheck.check(body))
                    .startsWith("response.created", "response.in_progress")
                    .endsWith("response.completed");
        } else {
            ResponsesStreamCheck.checkResponse(body);
            assertThat(body).contains("abcdefgh");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- reasoning: Why",
                "- text: one",
                "- refusal: no",
                "- tool: get\\n  arguments: {a: 1}\\n- tool: get\\n- text: more",
                "- reasoning: x\\n- text: y\\n- tool: get\\n- reasoning: z\\n- image: red-dot\\n- text: end",
                "- text: half\\n- finish: length",
                "- text: half\\n- finish: content_filter",
            })
    void keepsTheGrammar_whateverIsSaid(String script) throws Exception {
        String body = """
                {"model":"builtin/script","stream":true,"input":"%s","reasoning":{"summary":"auto"},\
                "tools":[{"type":"function","name":"get","parameters":{"type":"object"}}]}""".formatted(script);
        HttpResponse<String> reply = Http.post(gateway, PATH, body);
        ResponsesStreamCheck.check(reply.body());
        HttpResponse<String> whole = Http.post(gateway, PATH, body.replace("\"stream\":true,", ""));
        ResponsesStreamCheck.checkResponse(whole.body());
    }

    @Test
    @DisplayName("RS-06: after the first byte response.failed, before it a status")
    void fails() throws Exception {
        up.enqueue(Hosts.begin().event(Hosts.delta("half")).pause(30).reset());
        HttpResponse<String> midway = Http.post(gateway, PATH, request("m", true));
        assertThat(ResponsesStreamCheck.check(midway.body()))
                .contains("response.output_text.delta")
                .endsWith("response.failed");
        assertThat(midway.body()).contains("\"code\":\"server_error\"").doesNotContain("[DONE]");
        assertThat(Http.post(gateway, PATH, request("builtin/fault?status=429", true))
                        .statusCode())
                .isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":5} | input",
                "{\"input\":[]} | input",
                "{\"input\":\"x\",\"temperature\":\"hot\"} | temperature",
                "{\"input\":\"x\",\"prompt\":{\"id\":\"p\"}} | prompt",
                "{\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"x\"}]} | input[0].call_id",
            })
    void namesTheFieldAtFault(String body, String param) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, PATH, body);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"param\":\"" + param + '"', "\"type\":\"invalid_request_error\"");
    }

    @Test
    @DisplayName("COM-11: keep-alives are comments")
    void beats_whileTheHostIsSilent() throws Exception {
        up.enqueue(Reply.silence());
        HttpResponse<InputStream> reply = Http.open(gateway, PATH, request("m", true));
        try (InputStream body = reply.body()) {
            assertThat(new String(body.readNBytes(14), StandardCharsets.UTF_8)).isEqualTo(": keep-alive\n\n");
        }
    }

    @Test
    @DisplayName("E-TOOL-13: a hosted tool is left out and told; strict callers are refused")
    void reportsHostedTools() throws Exception {
        String body = "{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"type\":\"web_search\"}]}";
        HttpResponse<String> reply = Http.post(gateway, PATH, body);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields").orElse(""))
                .contains("tools[0]");
        assertThat(Http.post(gateway, PATH, body, "X-Gateway-Strict", "true").statusCode())
                .isEqualTo(400);
        assertThat(List.of(up.requests().getLast().body())).noneMatch(sent -> sent.contains("web_search"));
    }

    private static String request(String model, boolean stream) {
        return "{\"model\":\"%s\",\"input\":\"hi\",\"stream\":%s}".formatted(model, stream);
    }
}
