package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ParleyClient;
import dev.parley.testkit.Effort;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Effort.TAG)
@DisplayName(
        "faults 9: new calls are refused before the heap is full, then the newest are ended, and the process lives on")
class ScarceMemoryTest {
    private static final String MANAGER = "key-of-the-operator";
    private static final String HEAP = "64m";
    private static final String NEVER = "101";
    /** What an open stream keeps in memory. */
    private static final String LONG_PROMPT = "x".repeat(256 << 10);

    private static final Duration SOON = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<InputStream> streams = new ArrayList<>();

    @TempDir
    private Path folder;

    private GatewayProcess gateway;

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        threads.shutdownNow();
        gateway.close();
    }

    @Test
    void refusesNewCalls_andTakesThemAgain() throws Exception {
        start("85", "95");
        HttpResponse<InputStream> refusal = fill();
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(text(refusal.body())).contains("\"code\":\"overloaded\"", "memory.*");
        assertThat(refusal.headers().firstValue("retry-after")).contains("1");
        assertThat(streams.size()).isGreaterThan(20);
        assertThat(text(call("/v1/messages", "x").body())).contains("overloaded_error");
        assertGrpcIsRefused();
        assertThat(get("/healthz")).isEqualTo(200);
        assertThat(get("/readyz")).isEqualTo(200);
        assertThat(get("/routes/api/management/limits")).isEqualTo(200);
        assertThat(streams.getFirst().read())
                .as("a stream that is open goes on")
                .isPositive();
        closeAll();
        Awaitility.await().atMost(SOON).until(() -> chat("hi", false).statusCode() == 200);
    }

    @Test
    void endsTheNewestCalls_whileOldOnesGoOn() throws Exception {
        start(NEVER, "70");
        List<Future<String>> ends = new ArrayList<>();
        while (!gateway.said().contains("calls are ended")) {
            HttpResponse<InputStream> stream = chat(LONG_PROMPT, true);
            ends.add(threads.submit(() -> text(stream.body())));
        }
        Awaitility.await().atMost(SOON).until(() -> ends.stream().anyMatch(Future::isDone));
        int ended = 0;
        while (!ends.get(ended).isDone()) {
            ended++;
        }
        assertThat(ended).as("which was ended, of " + ends.size()).isGreaterThan(ends.size() / 2);
        assertThat(ends.get(ended).get()).contains("\"code\":\"overloaded\"").doesNotContain("[DONE]");
        Awaitility.await().atMost(SOON).until(() -> chat("hi", false).statusCode() == 200);
    }

    /** Opens streams until one is refused; that answer. */
    private HttpResponse<InputStream> fill() throws Exception {
        while (true) {
            HttpResponse<InputStream> answer = chat(LONG_PROMPT, true);
            if (answer.statusCode() != 200) {
                return answer;
            }
            streams.add(answer.body());
        }
    }

    private void assertGrpcIsRefused() throws Exception {
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key("demo")
                .build()) {
            client.chat().chat(ChatRequest.newBuilder().setModel("builtin/echo").build());
            throw new AssertionError("it was answered");
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(StatusProto.fromThrowable(e).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
        }
    }

    private void start(String refuseAt, String shedAt) throws Exception {
        gateway = GatewayProcess.start(
                folder.resolve("said"),
                HEAP,
                Map.of(
                        "PARLEY_DATA_DIR", folder.resolve("data").toString(),
                        "PARLEY_ACCESS_MANAGEMENT_KEY", MANAGER,
                        "PARLEY_MEMORY_REFUSE_AT", refuseAt,
                        "PARLEY_MEMORY_SHED_AT", shedAt));
    }

    private HttpResponse<InputStream> chat(String prompt, boolean stream) throws Exception {
        return call("/v1/chat/completions", """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}""".formatted(
                        stream ? "builtin/slow?ttft=0ms&gap=200ms&words=300" : "builtin/echo", stream, prompt));
    }

    private HttpResponse<InputStream> call(String path, String body) throws Exception {
        return http.send(
                request(path, "demo")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private int get(String path) throws Exception {
        return http.send(request(path, MANAGER).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path, String key) throws Exception {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(gateway.port(), path)))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + key);
    }

    private static String text(InputStream body) throws Exception {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void closeAll() throws Exception {
        for (InputStream stream : streams) {
            stream.close();
        }
    }
}
