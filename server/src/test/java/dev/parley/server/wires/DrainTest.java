package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Shutdown: open streams on every wire finish, new calls are refused, readiness says so")
class DrainTest {
    private static final String SLOW = "builtin/slow?ttft=0ms&gap=40ms&words=25";

    @Test
    void letsOpenStreamsFinish() throws Exception {
        Gateway gateway = Gateway.start("ACCESS_API_KEYS", Http.KEY, "SERVER_SHUTDOWN_GRACE", "20s");
        CountDownLatch begun = new CountDownLatch(3);
        var openAi = CompletableFuture.supplyAsync(() -> openAi(gateway, begun));
        var grpc = CompletableFuture.supplyAsync(() -> sdk(
                ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(Http.KEY)
                        .build(),
                begun));
        var rest = CompletableFuture.supplyAsync(() ->
                sdk(ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build(), begun));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        var closing = CompletableFuture.runAsync(gateway::close);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Http.get(gateway, "/readyz").statusCode()).isEqualTo(503));
        var refused = Http.post(gateway, "/v1/chat/completions", Http.chat("builtin/echo", false));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(openAi.get(20, TimeUnit.SECONDS).getLast()).isEqualTo("data: [DONE]");
        assertThat(grpc.get(20, TimeUnit.SECONDS).getLast().hasCompleted()).isTrue();
        assertThat(rest.get(20, TimeUnit.SECONDS).getLast().hasCompleted()).isTrue();
        closing.get(20, TimeUnit.SECONDS);
    }

    private static List<String> openAi(Gateway gateway, CountDownLatch begun) {
        try {
            List<String> lines = new ArrayList<>();
            Http.lines(gateway, "/v1/chat/completions", Http.chat(SLOW, true))
                    .body()
                    .forEach(line -> {
                        if (lines.isEmpty()) {
                            begun.countDown();
                        }
                        if (!line.isEmpty()) {
                            lines.add(line);
                        }
                    });
            return lines;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<ChatEvent> sdk(ParleyClient client, CountDownLatch begun) {
        List<ChatEvent> events = new ArrayList<>();
        try (client;
                EventStream stream = client.stream(Asked.of(SLOW, "x"))) {
            for (ChatEvent event : stream) {
                if (events.isEmpty()) {
                    begun.countDown();
                }
                events.add(event);
            }
        }
        return events;
    }
}
