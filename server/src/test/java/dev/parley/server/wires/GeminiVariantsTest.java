package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeGemini;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The registry on the profile gemini: MA-46, GM-10, GM-11, GM-40, GM-41")
class GeminiVariantsTest {
    private static final String MANAGER = "key-of-the-operator";
    private static final String REGISTRY = "/routes/api/management/models/registry";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeGemini host = new FakeGemini("key-1");

    @TempDir
    Path data;

    private Gateway gateway;

    @BeforeEach
    void begin() {
        gateway = start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    @Test
    @DisplayName("MA-46, GM-10: at first it lists the default models and their variants, and asks nobody")
    void listsDefaults() throws Exception {
        String list = get("/v1/models");

        assertThat(Pattern.compile("\"id\":\"([^\"]+)\"")
                        .matcher(list)
                        .results()
                        .map(match -> match.group(1)))
                .contains(
                        "gemini-2.5-pro",
                        "流式抗截断/gemini-2.5-pro",
                        "gemini-2.5-pro-maxthinking",
                        "gemini-2.5-flash",
                        "gemini-2.5-flash-image",
                        "gemini-2.5-flash-image-preview",
                        "nano-banana",
                        "假流式/gemini-2.5-flash-nothinking-search")
                .doesNotContain("gemini-2.5-flash-lite", "gemini-2.5-flash-image-search")
                .doesNotHaveDuplicates()
                .hasSize(2 * 36 + 3);
        assertThat(list)
                .contains("\"owned_by\":\"google\"", "\"context_length\":1048576")
                .contains("\"modalities\":[\"text\",\"image\",\"audio\",\"video\",\"pdf\"]")
                .contains("\"capabilities\":{\"completion\":true,\"chat\":true,\"images\":true}");
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}{1}")
    @CsvSource(delimiter = '|', textBlock = """
            gemini-2.5-flash                              |                             | gemini-2.5-flash | -
            gemini-2.5-flash-nothinking                   |                             | gemini-2.5-flash | "thinkingBudget":0
            gemini-2.5-pro-maxthinking                    |                             | gemini-2.5-pro   | "thinkingBudget":32768
            anti-trunc/gemini-2.5-flash-lowthinking-search|                             | gemini-2.5-flash | "googleSearch":{}
            gemini-2.5-flash-nothinking                   | ,"reasoning_effort":"high"  | gemini-2.5-flash | -
            gemini-2.5-flash-image                        |                             | gemini-2.5-flash-image | "responseModalities":["TEXT","IMAGE"]
            gemini-2.5-flash-lite-nothinking-search       | | gemini-2.5-flash-lite-nothinking-search | -""")
    @DisplayName("GM-40, GM-41: what a variant is for Google's API; names that the registry has not go as they are")
    void chatsThroughVariants(String model, String said, String asked, String sent) throws Exception {
        send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
                        .formatted(model, said == null ? "" : said),
                Http.KEY);

        assertThat(host.asked().getFirst()).isEqualTo("/v1beta/models/" + asked + ":generateContent");
        String body = host.requests().getFirst().body();
        if (sent.equals("-")) {
            assertThat(body).doesNotContain("\"thinkingBudget\":0", "googleSearch", "responseModalities");
        } else {
            assertThat(body).contains(sent);
        }
    }

    @Test
    @DisplayName("MA-46, MA-50: who empties the registry keeps it empty; the host's own list is shown then")
    void staysEmpty() throws Exception {
        assertThat(send("PUT", REGISTRY, "{\"models\":[]}", MANAGER))
                .isEqualTo("{\"message\":\"registry updated\",\"count\":0,\"removed\":7}");
        gateway.close();
        gateway = start();

        assertThat(send("GET", REGISTRY, "", MANAGER)).isEqualTo("{\"models\":[]}");
        assertThat(get("/v1/models"))
                .contains("\"id\":\"gemini-2.5-flash-lite\"")
                .doesNotContain("nothinking");
    }

    @Test
    @DisplayName("GM-10, GM-11: what is disabled is gone from the list and from service")
    void hidesDisabled() throws Exception {
        send("POST", REGISTRY.replace("/registry", "/openai/registry/bulk-disable"), "", MANAGER);

        assertThat(get("/v1/models")).isEqualTo("{\"object\":\"list\",\"data\":[]}");
        assertThat(get("/v1/models/gemini-2.5-pro")).contains("model_not_found");
        assertThat(send("POST", "/v1/chat/completions", Http.chat("gemini-2.5-pro-search", false), Http.KEY))
                .contains("model_not_found");
        assertThat(host.requests()).isEmpty();
    }

    private String get(String path) throws Exception {
        return send("GET", path, "", Http.KEY);
    }

    /** The body of a reply; of the management API from the default listener. */
    private String send(String method, String path, String body, String key) throws Exception {
        int port = key.equals(MANAGER) ? gateway.port() : gateway.port("gemini");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private Gateway start() {
        return Gateway.start(
                List.of("gemini"),
                "DATA_DIR",
                data.toString(),
                "PROFILES_GEMINI_PORT",
                "0",
                "PROFILES_GEMINI_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                MANAGER,
                "PROVIDERS_GEMINI_API_KEYS",
                "key-1",
                "PROVIDERS_GEMINI_BASE_URL",
                host.url() + "/v1beta");
    }
}
