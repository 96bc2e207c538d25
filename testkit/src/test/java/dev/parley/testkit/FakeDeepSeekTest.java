package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeDeepSeekTest {
    private static final String PAYLOAD = """
            {"chat_session_id":"%s","parent_message_id":null,"prompt":"%s","ref_file_ids":[],\
            "thinking_enabled":%b,"search_enabled":%b}""";

    private final FakeDeepSeek host = new FakeDeepSeek("ann@x.org:secret-of-ann", "secret-token");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    @Test
    void knowsAccountsTokensAndSessions() throws Exception {
        assertThat(logIn("secret-of-bob")).contains("wrong password");
        assertThat(post(FakeDeepSeek.SESSION, "ann@x.org/1", "{}")).contains("40003");
        assertThat(logIn("secret-of-ann")).contains("\"token\":\"ann@x.org/1\"");
        assertThat(logIn("secret-of-ann")).contains("\"token\":\"ann@x.org/2\"");
        assertThat(post(FakeDeepSeek.SESSION, "ann@x.org/1", "{}")).contains("40003");
        assertThat(post(FakeDeepSeek.SESSION, "ann@x.org/2", "{}")).contains("\"id\":\"session-1\"");
        assertThat(complete("secret-token", "session-1", "hi", false, false)).contains("no such session");
        assertThat(complete("ann@x.org/2", "session-1", "hi", false, false)).contains("Hello", "FINISHED");
        host.expire("ann@x.org");
        assertThat(post(FakeDeepSeek.SESSION, "ann@x.org/2", "{}")).contains("40003");
        assertThat(post(FakeDeepSeek.SESSION, "secret-token", "{}")).contains("session-2");
    }

    @Test
    void answersAsItIsAsked() throws Exception {
        post(FakeDeepSeek.SESSION, "secret-token", "{}");
        assertThat(complete("secret-token", "session-1", "hi", true, true))
                .contains("thinking_content", "search_results", "[citation:1]");
        String tools = "## f\\nwrite {\\\"tool_calls\\\": []}";
        assertThat(complete("secret-token", "session-1", tools, false, false))
                .contains("{\\\"name\\\":\\\"f\\\",\\\"input\\\":{}}");
    }

    @Test
    void countsAnswersUnderWay() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        host.hold(go);
        post(FakeDeepSeek.SESSION, "secret-token", "{}");
        HttpRequest question =
                request(FakeDeepSeek.COMPLETION, "secret-token", PAYLOAD.formatted("session-1", "hi", false, false));
        HttpResponse<java.io.InputStream> answer = client.send(question, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(host.openStreams()).isOne();
        go.countDown();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("FINISHED");
        assertThat(host.mostOpenStreams()).isOne();
    }

    @Test
    void failsTheTest_whenTheProtocolIsBroken() throws Exception {
        post(FakeDeepSeek.LOG_IN, "secret-token", "{\"email\":\"ann@x.org\",\"password\":\"secret-of-ann\"}");
        assertThatThrownBy(host::requests).hasMessageContaining("a token was shown to the log-in");
    }

    @Test
    void runsByItself() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeDeepSeek.class.getName(),
                        "0",
                        "secret-token")
                .start();
        try (BufferedReader out = process.inputReader()) {
            var url = Pattern.compile("http://\\S+").matcher(String.valueOf(out.readLine()));
            assertThat(url.find()).isTrue();
            HttpRequest session = request(url.group(), FakeDeepSeek.SESSION, "secret-token", "{}");
            assertThat(client.send(session, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("session-1");
        } finally {
            process.destroy();
        }
    }

    private String logIn(String password) throws Exception {
        return post(FakeDeepSeek.LOG_IN, "", "{\"email\":\"ann@x.org\",\"password\":\"%s\"}".formatted(password));
    }

    private String complete(String token, String session, String prompt, boolean thinks, boolean searches)
            throws Exception {
        return post(FakeDeepSeek.COMPLETION, token, PAYLOAD.formatted(session, prompt, thinks, searches));
    }

    private String post(String path, String token, String body) throws Exception {
        return client.send(request(path, token, body), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpRequest request(String path, String token, String body) {
        return request(host.url(), path, token, body);
    }

    private static HttpRequest request(String url, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
    }
}
