package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What becomes of a gateway's process, and of what it has kept")
@Tag(Effort.TAG)
@Timeout(180)
class ProcessFaultsTest {
    private static final String MANAGER = "management-of-the-test";
    private static final Pattern TOTAL = Pattern.compile("\"total\":\\s*\\{\\s*\"total_requests\":\\s*\"?(\\d+)");
    private static final int STREAMS = Effort.of(20, 1000);
    private static final String ENDLESS = "builtin/slow?ttft=0ms&gap=50ms&words=2000";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("SIGTERM with open streams: each is told, usage is kept, the exit code is 0")
    void endsInOrder_whenTerminated() throws Exception {
        List<CompletableFuture<String>> streams = new ArrayList<>();
        try (GatewayProcess gateway = start("first", "512m", "SERVER_SHUTDOWN_GRACE", "500ms")) {
            for (int i = 0; i < STREAMS; i++) {
                streams.add(open(gateway));
            }

            gateway.terminate();

            assertThat(gateway.exit()).as(gateway.said()).isZero();
            assertThat(gateway.said()).contains(STREAMS + " calls were still open after");
        }
        for (CompletableFuture<String> stream : streams) {
            assertThat(stream.get(10, TimeUnit.SECONDS)).contains("The server is shutting down");
        }
        assertThat(requestsKept()).isEqualTo(STREAMS);
    }

    @Test
    @DisplayName("kill -9 loses at most the usage of the last second")
    void keepsUsageOfTheSecondBefore_whenKilled() throws Exception {
        long sent = 0;
        for (int kill = 0; kill < Effort.of(1, 20); kill++) {
            try (GatewayProcess gateway = start("kill-" + kill, "256m")) {
                for (int i = 0; i < 10; i++) {
                    assertThat(ask(gateway, "builtin/echo", "hi").statusCode()).isEqualTo(200);
                    sent++;
                }
                long expected = sent;
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(1500))
                        .untilAsserted(() -> assertThat(requests(gateway)).isEqualTo(expected));
                gateway.kill();
            }
        }
        assertThat(requestsKept()).isEqualTo(sent);
    }

    @Test
    void refusesFolderOfAnotherProcess_andTakesItOverOnceThatIsKilled() throws Exception {
        try (GatewayProcess first = start("first", "256m")) {
            try (GatewayProcess second = start("second", "256m")) {
                assertThat(second.exit()).isEqualTo(2);
                assertThat(second.said()).contains("is held by process " + first.pid() + " on ", "set data.dir");
            }
            first.kill();
        }
        try (GatewayProcess third = start("third", "256m")) {
            assertThat(ask(third, "builtin/echo", "hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void exitsAtOnce_whenTheHeapIsFull_andStartsClean() throws Exception {
        try (GatewayProcess gateway = start("small", "48m")) {
            String big = "x".repeat(30 << 20);
            assertThat(ask(gateway, "builtin/echo", "hi").statusCode()).isEqualTo(200);
            for (int i = 0; i < 4; i++) {
                http.sendAsync(request(gateway, "builtin/echo", big), BodyHandlers.discarding());
            }

            assertThat(gateway.exit()).isEqualTo(3);
            assertThat(gateway.said()).contains("java.lang.OutOfMemoryError");
        }
        try (GatewayProcess again = start("again", "256m")) {
            assertThat(ask(again, "builtin/echo", "hi").statusCode()).isEqualTo(200);
        }
    }

    private CompletableFuture<String> open(GatewayProcess gateway) throws Exception {
        HttpResponse<Stream<String>> reply = http.send(request(gateway, ENDLESS, "hi", true), BodyHandlers.ofLines());
        return CompletableFuture.supplyAsync(() -> reply.body().reduce("", String::concat));
    }

    private HttpResponse<String> ask(GatewayProcess gateway, String model, String text) throws Exception {
        return http.send(request(gateway, model, text), BodyHandlers.ofString());
    }

    private static HttpRequest request(GatewayProcess gateway, String model, String text) throws Exception {
        return request(gateway, model, text, false);
    }

    private static HttpRequest request(GatewayProcess gateway, String model, String text, boolean stream)
            throws Exception {
        String body = "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(model, stream, text);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(gateway.port())))
                .header("authorization", "Bearer demo")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private long requestsKept() throws Exception {
        try (GatewayProcess gateway = start("last", "256m")) {
            return requests(gateway);
        }
    }

    private long requests(GatewayProcess gateway) throws Exception {
        URI usage = URI.create("http://127.0.0.1:%d/routes/api/management/usage".formatted(gateway.port()));
        HttpRequest request = HttpRequest.newBuilder(usage)
                .header("authorization", "Bearer " + MANAGER)
                .build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        Matcher total = TOTAL.matcher(body);
        return total.find() ? Long.parseLong(total.group(1)) : 0;
    }

    private GatewayProcess start(String name, String heap, String... settings) throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString(), "PARLEY_ACCESS_MANAGEMENT_KEY", MANAGER));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_" + settings[i], settings[i + 1]);
        }
        return GatewayProcess.start(folder.resolve("said-" + name), heap, environment);
    }
}
