package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicRulesTest {
    private static final String MINIMAL = request("minimal");
    private static final Map<String, String> HEADERS =
            Map.of("x-api-key", "k", "anthropic-version", "2023-06-01", "content-type", "application/json");

    static List<Fixtures.Case> refused() {
        return Fixtures.cases("anthropic/refused");
    }

    static List<Fixtures.Case> accepted() {
        return Fixtures.cases("anthropic/accepted");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Fixtures.Case fixture) {
        assertThatThrownBy(() -> AnthropicRules.check(post("/v1/messages", HEADERS, fixture.text("request.json"))))
                .isInstanceOf(Refusal.class)
                .hasMessage(fixture.text("message.txt").strip());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(Fixtures.Case fixture) {
        assertThatCode(() ->
                        AnthropicRules.check(post("/v1/messages?beta=true", HEADERS, fixture.text("request.json"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-api-key         | ''         | x-api-key header is required",
                "anthropic-version | ''         | anthropic-version: header is required",
                "content-type      | text/plain | content-type: must be application/json",
                "authorization     | Bearer k   | a caller's header was sent on: authorization",
            })
    void refusesHeader(String name, String value, String message) {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put(name, value);
        assertThatThrownBy(() -> AnthropicRules.check(post("/v1/messages", headers, MINIMAL)))
                .hasMessage(message);
    }

    @Test
    void takesFieldsOfABeta_whenItsHeaderIsThere() {
        String body = MINIMAL.replaceFirst("\\{", "{\"context_management\":{\"edits\":[]},");
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put("anthropic-beta", "context-management-2025-06-27");
        assertThatCode(() -> AnthropicRules.check(post("/v1/messages", headers, body)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesSamplingFields_whenTokensAreCounted() {
        String path = "/v1/messages/count_tokens";
        assertThatThrownBy(() -> AnthropicRules.check(post(path, HEADERS, MINIMAL)))
                .hasMessage("max_tokens: Extra inputs are not permitted");
        String prompt = MINIMAL.replaceFirst("\"max_tokens\": 100,", "");
        assertThatCode(() -> AnthropicRules.check(post(path, HEADERS, prompt))).doesNotThrowAnyException();
    }

    @Test
    void answersRefusal_andFailsTheTest() throws Exception {
        try (FakeUpstream host = FakeUpstream.anthropic(request -> Reply.silence());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.url() + "/messages"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[]}"));
            HEADERS.forEach(request::header);
            HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("""
                    {"type":"error","error":{"type":"invalid_request_error",\
                    "message":"messages: at least one message is required"},"request_id":"req_fake"}""");
            assertThatThrownBy(host::requests).hasMessage("messages: at least one message is required");
            host.forget();
            assertThat(host.requests()).isEmpty();
        }
    }

    private static ReceivedRequest post(String path, Map<String, String> headers, String body) {
        return new ReceivedRequest("POST", path, headers, body);
    }

    private static String request(String accepted) {
        return accepted().stream()
                .filter(fixture -> fixture.toString().equals(accepted))
                .findFirst()
                .orElseThrow()
                .text("request.json");
    }
}
