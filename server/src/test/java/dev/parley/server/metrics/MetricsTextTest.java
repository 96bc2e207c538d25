package dev.parley.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.parley.chat.v1.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MET-01, MA-12: the forms in which metrics are shown")
class MetricsTextTest {
    private static final Pattern SERIES = Pattern.compile(
            "[a-z_]+(\\{[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(,[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*})? \\S+");

    private final Metrics metrics = new Metrics();

    @Test
    void isThere_beforeAnythingHappens() {
        assertThat(metrics.text("").prometheus().lines())
                .contains(
                        "gateway_http_inflight 0.0",
                        "gateway_anti_truncation_attempts_total 0.0",
                        "gateway_auto_probe_runs_total 0.0",
                        "gateway_routing_sticky_hits_total 0.0",
                        "gateway_auto_probe_duration_seconds_count 0");
    }

    @Test
    void keepsTheFormat_whateverLabelsHold() {
        metrics.http().route("/a\"b\\c\nd").begun();
        metrics.http().route("/a\"b\\c\nd").ended("GET", 200, 1);
        assertThat(metrics.text("").prometheus().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> SERIES.matcher(line).matches());
    }

    @Test
    void showsWhatHappened() {
        metrics.probes().ran(4, 3, Duration.ofMillis(40), Instant.ofEpochSecond(1_700_000_000));
        metrics.discovery().listed("up", 12, 1);
        metrics.credentials().refreshed(true);
        metrics.credentials().cooledDown();
        metrics.credentials().stuck();
        metrics.credentials().showRest("up", () -> 2.5);
        metrics.answers().removedThinking();
        metrics.answers().continuedAnswer();
        metrics.access().entered("management", false);
        assertThat(metrics.text("").prometheus().lines())
                .contains(
                        "gateway_auto_probe_runs_total 1.0",
                        "gateway_auto_probe_success_ratio 0.75",
                        "gateway_auto_probe_target_credentials 4.0",
                        "gateway_auto_probe_last_success_unix 1.7E9",
                        "gateway_auto_probe_duration_seconds_bucket{le=\"0.05\"} 1",
                        "gateway_auto_probe_duration_seconds_bucket{le=\"0.025\"} 0",
                        "gateway_upstream_discovery_models{provider=\"up\"} 12.0",
                        "gateway_upstream_discovery_runs_total{outcome=\"ok\",provider=\"up\"} 1.0",
                        "gateway_credential_refreshes_total{outcome=\"ok\"} 1.0",
                        "gateway_routing_cooldown_events_total 1.0",
                        "gateway_routing_cooldown_remaining_seconds{provider=\"up\"} 2.5",
                        "gateway_routing_sticky_hits_total 1.0",
                        "gateway_thinking_removed_total 1.0",
                        "gateway_anti_truncation_attempts_total 1.0",
                        "gateway_management_access_total{api=\"management\",outcome=\"refused\"} 1.0");
    }

    @Test
    void showsEverythingTwice_whenThereIsAnAlias() {
        List<String> lines = metrics.text("gcli2api_").prometheus().lines().toList();
        assertThat(lines).contains("gcli2api_http_inflight 0.0", "gateway_http_inflight 0.0");
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("# TYPE gcli2api_"))
                        .map(line -> line.replace("gcli2api_", "gateway_"))
                        .toList())
                .hasSizeGreaterThan(10)
                .isEqualTo(lines.stream()
                        .filter(line -> line.startsWith("# TYPE gateway_"))
                        .toList());
    }

    @Test
    void givesTheSameAsJson() throws IOException {
        metrics.sse().broken(ErrorCode.ERROR_CODE_TIMEOUT);
        String json = metrics.text("").json();
        assertThat(json)
                .contains(
                        "\"gateway_sse_disconnects_total\":{\"type\":\"counter\"",
                        "{\"labels\":{\"reason\":\"timeout\"},\"value\":1}");
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            while (parser.nextToken() != null) {
                depth = Math.max(depth, parser.getParsingContext().getNestingDepth());
            }
            assertThat(depth).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("MET-02: a family has a thousand series at most")
    void countsAsOne_whatIsTooMany() {
        for (int i = 0; i < 3000; i++) {
            HttpMetrics.Route route = metrics.http().route("/" + i);
            route.begun();
            route.ended("GET", 200, 1);
        }
        List<String> lines = metrics.text("")
                .prometheus()
                .lines()
                .filter(line -> line.startsWith("gateway_http_requests_total{"))
                .toList();
        assertThat(lines).hasSize(1001);
        assertThat(lines)
                .contains("gateway_http_requests_total{method=\"other\",route=\"other\",status=\"other\"} 2000.0");
    }
}
