package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The profile megallm: MG-01..MG-12")
class MegaLlmTest {
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"你好！\"}]}";
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private FakeUpstream upstream;
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    @DisplayName("MG-01, MG-02, MG-04, MG-06: the shortest request of the document")
    void answersShortestRequest() throws Exception {
        start(request -> Hosts.whole("你好"), "key-a");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"content\":\"你好\"", "\"model\":\"openai-gpt-oss-120b\"");
        ReceivedRequest sent = upstream.requests().getFirst();
        assertThat(sent.key()).isEqualTo("key-a");
        assertThat(sent.path()).isEqualTo("/v1/chat/completions");
        assertThat(sent.body())
                .contains("\"model\":\"openai-gpt-oss-120b\"")
                .doesNotContain("temperature", "max_tokens");
    }

    @Test
    @DisplayName("MG-01: a presented key is ignored and not sent on")
    void ignoresCallerKey() throws Exception {
        start(request -> Hosts.whole("x"), "key-a");
        HttpRequest request =
                request(HELLO).header("Authorization", "Bearer whatever").build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(upstream.requests().getFirst().key()).isEqualTo("key-a");
    }

    @Test
    @DisplayName("The document's own parameters and its three models")
    void answersDocumentsExamples() throws Exception {
        start(request -> Hosts.whole("x"), "key-a");
        String custom =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"你好！\"}],\"model\":\"gpt-4\",\"temperature\":0.7,"
                        + "\"max_tokens\":1000,\"top_p\":0.9}";
        assertThat(ask(custom).statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getLast().body())
                .contains("\"temperature\":0.7", "\"max_tokens\":1000", "\"top_p\":0.9");
        for (String model : List.of("gpt-4", "openai-gpt-oss-120b", "llama3.3-70b-instruct")) {
            assertThat(ask(HELLO.replace("{\"messages\"", "{\"model\":\"" + model + "\",\"messages\""))
                            .body())
                    .contains("\"model\":\"" + model + '"');
        }
    }

    @Test
    @DisplayName("Done when: two keys, one of which answers 429, give no failed request")
    void hidesLimitedKey() throws Exception {
        start(
                request -> request.key().equals("key-a")
                        ? Hosts.error(429, "slow down", "retry-after: 60")
                        : Hosts.whole("fine"),
                "key-a",
                "key-b");
        for (int i = 0; i < 10; i++) {
            assertThat(ask(HELLO).statusCode()).isEqualTo(200);
        }
        assertThat(upstream.requests().stream().filter(r -> r.key().equals("key-a")))
                .hasSize(1);
    }

    @Test
    @DisplayName("MG-10: all keys limited is 429 with the soonest Retry-After; no key is shown")
    void givesSoonestDelay_whenAllAreLimited() throws Exception {
        start(
                request -> Hosts.error(
                        429, "slow", "retry-after: " + (request.key().equals("key-a") ? 30 : 12)),
                "key-a",
                "key-b");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.headers().firstValue("retry-after")).hasValue("12");
        assertThat(reply.body()).doesNotContain("key-a", "key-b");
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "402", "500", "503"})
    @DisplayName("MG-08, MG-09: these take the next key; at most three")
    void takesNextKey(int status) throws Exception {
        start(
                request -> request.key().equals("key-d") ? Hosts.whole("x") : Hosts.error(status, "no"),
                "key-a",
                "key-b",
                "key-c",
                "key-d");
        HttpResponse<String> first = ask(HELLO);
        assertThat(first.statusCode()).isIn(429, 503);
        assertThat(upstream.requests()).extracting(ReceivedRequest::key).containsExactly("key-a", "key-b", "key-c");
        assertThat(ask(HELLO).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("MG-09: other 4xx come back at once with the host's message")
    void returnsOtherFailures() throws Exception {
        start(request -> Hosts.error(400, "the messages are odd"), "key-a", "key-b");
        HttpResponse<String> reply = ask(HELLO);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("the messages are odd", "invalid_request_error");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    @DisplayName("MG-07: keys are read again when the file changes; without one it is 503")
    void readsKeysAgain() throws Exception {
        start(request -> Hosts.whole(request.key()));
        HttpResponse<String> none = ask(HELLO);
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(none.body()).contains("providers.megallm.api-keys");
        Files.writeString(folder.resolve("keys.txt"), "# new\n\n  key-new  \nkey-new\n");
        Awaitility.await().untilAsserted(() -> assertThat(ask(HELLO).body()).contains("\"content\":\"key-new\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature\":2.5 | temperature",
                "\"top_p\":-0.1      | top_p",
                "\"n\":11            | n",
                "\"n\":0             | n",
                "\"max_tokens\":0    | max_tokens",
                "\"presence_penalty\":3  | presence_penalty",
                "\"frequency_penalty\":-3 | frequency_penalty",
                "\"stream\":1        | stream",
            })
    @DisplayName("MG-03: bounds")
    void refusesOutOfBounds(String field, String param) throws Exception {
        start(request -> Hosts.whole("x"), "key-a");
        HttpResponse<String> reply = ask(HELLO.replace("{\"messages\"", "{" + field + ",\"messages\""));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"param\":\"" + param + '"', "invalid_request_error");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    @DisplayName("MG-11: a stream passes through, usage by the caller's wish")
    void streams() throws Exception {
        start(request -> Hosts.stream("a", "b"), "key-a");
        assertThat(ask(HELLO.replace("{\"messages\"", "{\"stream\":true,\"messages\""))
                        .body())
                .contains("\"content\":\"a\"", "\"content\":\"b\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(upstream.requests().getFirst().body()).contains("\"include_usage\":true");
    }

    @Test
    @DisplayName("MG-12: the model list, its /info alias, and /health")
    void listsModels() throws Exception {
        start(request -> Hosts.whole("x"), "key-a");
        assertThat(get("/v1/models")).contains("\"id\":\"gpt-4\"", "openai-gpt-oss-120b", "\"context_length\":131072");
        assertThat(get("/v1/models/llama3.3-70b-instruct")).contains("\"context_length\":131072");
        assertThat(get("/v1/models/gpt-4/info")).contains("\"context_length\":8192");
        assertThat(get("/health"))
                .contains("\"status\":\"healthy\"", "\"total\":1", "\"available\":1", "\"failed\":0", "\"version\":");
    }

    @Test
    @DisplayName("MG-13: a prompt over 90 % of the known limit is refused before any key is used")
    void refusesLongPrompt() throws Exception {
        start(request -> Hosts.whole("x"), "key-a");
        String body = HELLO.replace("你好！", "word ".repeat(8000))
                .replace("{\"messages\"", "{\"model\":\"gpt-4\",\"messages\"");
        HttpResponse<String> reply = ask(body);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"context_length_exceeded\"", "8192");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    @DisplayName("MG-12: keys are reloaded and reset by the admin alone")
    void administersKeys() throws Exception {
        start(request -> Hosts.error(401, "no"), "key-a");
        ask(HELLO);
        assertThat(get("/health")).contains("\"status\":\"degraded\"", "\"failed\":1");
        assertThat(admin("/admin/reset-failed-keys", "nope").statusCode()).isEqualTo(401);
        assertThat(admin("/admin/reset-failed-keys", "the-admin").body())
                .contains("\"status\":\"healthy\"", "\"failed\":0");
        Files.write(folder.resolve("keys.txt"), List.of("key-b", "key-c"));
        assertThat(admin("/admin/reload-keys", "the-admin").body()).contains("\"total\":2");
    }

    private HttpResponse<String> admin(String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void start(Function<ReceivedRequest, Reply> host, String... keys) throws Exception {
        upstream = FakeUpstream.openAi(host);
        Path file = folder.resolve("keys.txt");
        if (keys.length > 0) {
            Files.write(file, List.of(keys));
        }
        gateway = Gateway.start(
                List.of("megallm"),
                "ACCESS_ADMIN_KEY",
                "the-admin",
                "PROVIDERS_MEGALLM_OPTIONS_CONTEXT_CHECK",
                "true",
                "PROFILES_MEGALLM_PORT",
                "0",
                "PROVIDERS_MEGALLM_KEY_FILE",
                file.toString(),
                "PROVIDERS_MEGALLM_BASE_URL",
                upstream.url());
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return client.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(uri("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port("megallm") + path);
    }
}
