package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("faults 7: what real hosts do to connections and texts")
class UpstreamFaultsTest {
    private FakeUpstream upstream = FakeUpstream.lax(request -> Reply.silence());
    private Gateway gateway = start();

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
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
    @DisplayName("HEL-02: a kept connection that the host closes as it is used again is replaced, whoever is first")
    void survivesClosedConnections() throws Exception {
        for (int i = 0; i < Effort.of(20, 1000); i++) {
            upstream.enqueue(Hosts.whole("x"));
            assertThat(ask().statusCode()).isEqualTo(200);
            Thread.startVirtualThread(upstream::dropIdleConnections);
        }
    }

    private HttpResponse<String> ask() throws Exception {
        return Http.post(gateway, "/v1/chat/completions", Http.chat("m", false));
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
