package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Shutdown: what is still open after the grace ends with an error in its dialect, and is not cut")
@Tag(Effort.TAG)
@Timeout(120)
class DrainDeadlineTest {
    private static final String ENDLESS = "builtin/slow?ttft=0ms&gap=50ms&words=2000";
    private static final int STREAMS = Effort.of(10, 500);

    /** How callers stream over HTTP, and what the last event of a stream is then. */
    enum Dialect {
        OPENAI("/v1/chat/completions", "\"messages\"", "data: {\"error\":{", "\"server_error\""),
        CLAUDE("/anthropic/v1/messages", "\"max_tokens\":9,\"messages\"", "event: error", "\"overloaded_error\""),
        RESPONSES("/v1/responses", "\"input\"", "event: response.failed", "\"server_error\"");

        private final String path;
        private final String field;
        private final String begin;
        private final String type;

        Dialect(String path, String field, String begin, String type) {
            this.path = path;
            this.field = field;
            this.begin = begin;
            this.type = type;
        }

        private String body(String model, boolean stream) {
            return "{\"model\":\"%s\",\"stream\":%s,%s:[{\"role\":\"user\",\"content\":\"hi\"}]}"
                    .formatted(model, stream, field);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsEachStream(Dialect dialect) throws Exception {
        for (Version version : Version.values()) {
            HttpClient http = HttpClient.newBuilder().version(version).build();
            List<List<String>> streams = ended(STREAMS, (gateway, begun) -> lines(gateway, http, dialect, begun));

            assertThat(streams)
                    .allSatisfy(lines -> assertThat(lines.subList(lines.size() - 3, lines.size()))
                            .anyMatch(line -> line.startsWith(dialect.begin))
                            .anyMatch(line -> line.contains(dialect.type) && line.contains("shutting down")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsThoseThatWaitForTheFirstByte(Dialect dialect) throws Exception {
        for (boolean stream : new boolean[] {true, false}) {
            List<HttpResponse<String>> replies =
                    ended(STREAMS, (gateway, _) -> Http.post(gateway, dialect.path, dialect.body("m", stream)));

            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.statusCode()).isEqualTo(503);
                assertThat(reply.body()).contains("shutting down");
                assertThat(reply.headers().firstValue("retry-after")).hasValue("1");
            });
        }
    }

    @Test
    void tellsTheSdk() throws Exception {
        for (boolean grpc : new boolean[] {true, false}) {
            List<Status> statuses = ended(STREAMS, (gateway, begun) -> status(gateway, grpc, begun));

            assertThat(statuses).allSatisfy(status -> {
                assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                assertThat(status.getDescription()).contains("shutting down");
            });
        }
    }

    private interface Caller<T> {
        T call(Gateway gateway, CountDownLatch begun) throws Exception;
    }

    /** What so many callers get from a gateway that closes once all have begun. */
    private static <T> List<T> ended(int callers, Caller<T> caller) throws Exception {
        CountDownLatch begun = new CountDownLatch(callers);
        try (FakeUpstream silent = FakeUpstream.lax(request -> {
                    begun.countDown();
                    return Reply.silence();
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Gateway gateway = gateway(silent);
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                calls.add(threads.submit(() -> caller.call(gateway, begun)));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            CompletableFuture.runAsync(gateway::close).get(10, TimeUnit.SECONDS);
            List<T> ended = new ArrayList<>();
            for (Future<T> call : calls) {
                ended.add(call.get(10, TimeUnit.SECONDS));
            }
            return ended;
        }
    }

    private static Gateway gateway(FakeUpstream silent) {
        return Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "SERVER_SHUTDOWN_GRACE",
                "200ms",
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                silent.url(),
                "PROVIDERS_UP_MODELS",
                "m");
    }

    private static List<String> lines(Gateway gateway, HttpClient http, Dialect dialect, CountDownLatch begun)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + dialect.path))
                .header("authorization", "Bearer " + Http.KEY)
                .POST(HttpRequest.BodyPublishers.ofString(dialect.body(ENDLESS, true)))
                .build();
        List<String> lines = new ArrayList<>();
        http.send(request, BodyHandlers.ofLines()).body().forEach(line -> {
            if (lines.isEmpty()) {
                begun.countDown();
            }
            lines.add(line);
        });
        return lines;
    }

    private static Status status(Gateway gateway, boolean grpc, CountDownLatch begun) {
        var builder = grpc
                ? ParleyClient.builder().grpc("127.0.0.1:" + gateway.port())
                : ParleyClient.builder().rest(gateway.url());
        try (ParleyClient client = builder.key(Http.KEY).build();
                EventStream stream = client.stream(Asked.of(ENDLESS, "x"))) {
            return catchThrowableOfType(StatusRuntimeException.class, () -> {
                        var events = stream.iterator();
                        events.next();
                        begun.countDown();
                        events.forEachRemaining(event -> {});
                    })
                    .getStatus();
        }
    }
}
