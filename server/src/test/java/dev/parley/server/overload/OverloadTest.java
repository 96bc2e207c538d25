package dev.parley.server.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag(Effort.TAG)
@Timeout(300)
@DisplayName("faults 9: a gateway that has no room says so at once, to who takes too much, and to nobody else")
class OverloadTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "overload");
    private static final int ROOM = 40;
    private static final int ASKED = Effort.of(30, 2000);
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final String FLOOD = "flood";
    private static final String OTHER = "other";
    private static final String OPERATOR = "key-of-the-operator";
    private static final String ECHO = Calls.body("builtin/echo", false);
    private static final String ENDLESS = Calls.body("builtin/slow?ttft=0ms&gap=50ms&words=9999", true);
    private static final String HEAD = """
            `OverloadTest` gives a gateway room for %d calls, lets one key fill all it may have with streams and ask for more on 40
            connections as fast as it can, and looks at what others get meanwhile.

            | while one key wants everything | what is answered |
            | --- | --- |
            """.formatted(ROOM);

    private final Gateway gateway = Gateway.start(
            "ACCESS_API_KEYS",
            String.join(",", FLOOD, OTHER),
            "ACCESS_MANAGEMENT_KEY",
            OPERATOR,
            "SERVER_MAX_OPEN_CALLS",
            Integer.toString(ROOM));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Calls calls = new Calls(
            gateway,
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(threads)
                    .build());
    private final List<InputStream> streams = new ArrayList<>();
    private final Map<String, String> table = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        over.set(true);
        gateway.close();
        calls.client().shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void keepsToItsTable() throws Exception {
        int taken = fill();
        HttpResponse<InputStream> others = calls.open(OTHER, ENDLESS);
        for (int i = 0; i < 40; i++) {
            threads.submit(() -> calls.hammer(FLOOD, ECHO, over));
        }
        table.put("the streams that the key may have", "%d of %d".formatted(taken, ROOM));
        table.put("its next call, OpenAI", refused("/v1/chat/completions", "x"));
        table.put("its next call, Claude", refused("/v1/messages", "x"));
        table.put("its next call, native REST", refused("/api/v1/chat", "x"));
        table.put("its next call, gRPC", grpc());
        table.put("a head that says its body has 1 MB, and no body", calls.headAlone(FLOOD));
        table.put("calls of another key, one after the other", statuses(Calls.CHAT, OTHER));
        table.put("`/healthz`", statuses("/healthz", ""));
        table.put("`/readyz`", statuses("/readyz", ""));
        table.put("`/metrics`", statuses("/metrics", OPERATOR));
        table.put("`/v1/models`", statuses("/v1/models", FLOOD));
        table.put("the management API", statuses("/routes/api/management/limits", OPERATOR));
        table.put("a stream of the other key, begun before", goesOn(others.body()));
        over.set(true);
        streams.forEach(OverloadTest::close);
        close(others.body());
        table.put("afterwards: calls that are open", afterwards());
        table.put("afterwards: the key's next call", statuses(Calls.CHAT, FLOOD));
        StringBuilder page = new StringBuilder(HEAD);
        table.forEach((what, answered) -> page.append("| %s | %s |\n".formatted(what, answered)));
        PAGE.keep(page.append('\n').toString());
    }

    /** Opens streams until one is refused; how many it were. */
    private int fill() throws Exception {
        while (true) {
            HttpResponse<InputStream> answer = calls.open(FLOOD, ENDLESS);
            if (answer.statusCode() != 200) {
                return streams.size();
            }
            streams.add(answer.body());
        }
    }

    private String refused(String path, String body) throws Exception {
        HttpResponse<String> answer = calls.post(path, FLOOD, body);
        String reason = answer.body().contains("too_many_open_calls") ? ", `too_many_open_calls`" : answer.body();
        return "%d%s, Retry-After %s"
                .formatted(
                        answer.statusCode(),
                        reason,
                        answer.headers().firstValue("retry-after").orElse("none"));
    }

    private String grpc() {
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(FLOOD)
                .build()) {
            client.chat().chat(ChatRequest.getDefaultInstance());
            return "OK";
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().name();
        }
    }

    /** The statuses of many requests, which must be quick but for one in a hundred. */
    private String statuses(String path, String key) throws Exception {
        TreeSet<Integer> statuses = new TreeSet<>();
        long[] nanos = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long begun = System.nanoTime();
            Callable<HttpResponse<String>> call =
                    path.equals(Calls.CHAT) ? () -> calls.post(path, key, ECHO) : () -> calls.get(path, key);
            statuses.add(call.call().statusCode());
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[ASKED * 99 / 100 - 1])).as(path).isLessThan(QUICK);
        return statuses.toString().replaceAll("[\\[\\]]", "");
    }

    private static String goesOn(InputStream stream) throws Exception {
        for (int i = 0; i < 20; i++) {
            String some = new String(stream.readNBytes(200), StandardCharsets.UTF_8);
            if (some.length() < 200 || some.contains("\"error\"")) {
                return "broken: " + some;
            }
        }
        return "goes on";
    }

    private String afterwards() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> calls.get("/metrics", OPERATOR).body().contains("\ngateway_calls_open 0.0\n"));
        return "0";
    }

    private static void close(InputStream stream) {
        try (stream) {
            assertThat(stream).isNotNull();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
