package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("MA-12, MA-13: the management API shows metrics and usage")
class ManagedUsageTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String BASE = "/routes/api/management";
    private static final String[] MANAGER = {"authorization", "Bearer key-of-the-manager"};

    @TempDir
    Path data;

    @Test
    void showsUsageByKeyAndModel_andKeepsItOverRestarts() throws Exception {
        try (Gateway gateway = gateway()) {
            Http.post(gateway, CHAT, Http.chat("builtin/echo", true));
            Http.post(gateway, CHAT, "{");
        }
        try (Gateway gateway = gateway()) {
            HttpResponse<String> all = Http.get(gateway, BASE + "/usage", MANAGER);
            assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
            assertThat(all.body().replaceAll("\\s", ""))
                    .contains(
                            "\"api_keys\":{\"default-key-1\":{\"total_requests\":2,\"success_requests\":1,\"failed_requests\":1,")
                    .contains("\"builtin/echo\":{\"total_requests\":1,", "\"last_used\":", "\"created_at\":")
                    .doesNotContain(Http.KEY);
            HttpResponse<String> one = Http.get(gateway, BASE + "/usage?api_key=default-key-1", MANAGER);
            assertThat(one.body()).contains("default-key-1").doesNotContain("aggregates");
            assertThat(Http.get(gateway, BASE + "/usage?api_key=nobody", MANAGER)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void showsTheSameMetricsAsTheRoot_asTextOrJson() throws Exception {
        try (Gateway gateway = gateway()) {
            HttpResponse<String> text = Http.get(gateway, BASE + "/metrics", MANAGER);
            assertThat(text.statusCode()).as(text.body()).isEqualTo(200);
            assertThat(text.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(text.body()).contains("\ngateway_http_inflight 1.0\n");
            HttpResponse<String> json =
                    Http.get(gateway, BASE + "/metrics", MANAGER[0], MANAGER[1], "accept", "application/json");
            assertThat(json.body()).startsWith("{\"gateway_http_requests_total\":");
        }
    }

    private Gateway gateway() {
        return Gateway.start(
                "DATA_DIR",
                data.toString(),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                "key-of-the-manager");
    }
}
