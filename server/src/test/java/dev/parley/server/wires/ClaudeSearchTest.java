package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("GM-40, GM-41: search as Anthropic's hosts know it")
class ClaudeSearchTest {
    private static final String MANAGER = "key-of-the-operator";

    private final FakeUpstream upstream =
            FakeUpstream.anthropic(request -> AnthropicAnswers.whole(Answer.text("found")));

    @TempDir
    Path data;

    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = Gateway.start(
                "DATA_DIR",
                data.toString(),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                MANAGER,
                "PROVIDERS_CLAUDE_TYPE",
                "anthropic",
                "PROVIDERS_CLAUDE_BASE_URL",
                upstream.origin(),
                "PROVIDERS_CLAUDE_API_KEYS",
                "k",
                "PROVIDERS_CLAUDE_MODELS",
                "claude-sonnet-4-5");
        HttpResponse<String> added = Http.post(
                gateway,
                "/routes/api/management/models/registry",
                "{\"id\":\"sonnet\",\"base\":\"claude-sonnet-4-5\",\"upstream\":\"claude\"}",
                "authorization",
                "Bearer " + MANAGER);
        assertThat(added.statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void letsTheHostSearch() throws Exception {
        HttpResponse<String> reply = Http.post(gateway, "/v1/chat/completions", Http.chat("sonnet-search", false));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(upstream.requests().getLast().body())
                .contains("\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]");
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).isEmpty();
    }

    @Test
    void keepsTheCallersTools() throws Exception {
        String tool =
                "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}";
        HttpResponse<String> reply = Http.post(
                gateway,
                "/v1/chat/completions",
                Http.chat("sonnet-search", false).replace("\"stream\"", "\"tools\":[" + tool + "],\"stream\""));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(upstream.requests().getLast().body())
                .contains("\"name\":\"f\"")
                .doesNotContain("web_search");
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).hasValue("model.search");
    }
}
