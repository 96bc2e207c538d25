package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("faults 7: 5xx in bursts, and every other time: few repeats, one call that tries, and soon well again")
class FailingHostTest {
    private static final String BODY = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LASTS = Effort.of(Duration.ofMillis(500), Duration.ofSeconds(4));
    private static final Duration HEALED = Effort.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeUpstream host = FakeUpstream.lax(this::answer);
    private volatile int failsOneIn = 1;
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
        threads.shutdownNow();
    }

    @Test
    void isAskedAgainForAPartOfTheCalls_whileItFails() throws Exception {
        int calls = Effort.of(300, 3000);
        start("POOL_BREAKER_PERCENT", "0", "RETRY_BUDGET_WINDOW", "1h");
        assertThat(statuses(calls)).containsOnly(502, 503);
        assertThat(asked).hasValueBetween(calls + 10, calls + calls / 10);
        assertThat(metric("gateway_upstream_retries_refused_total")).isGreaterThan(0);
    }

    @Test
    void isAskedAgain_forAFewCallsInAnyCase() throws Exception {
        start("POOL_BREAKER_PERCENT", "0");
        for (int call = 1; call <= 5; call++) {
            assertThat(status()).isEqualTo(503);
            assertThat(asked).hasValue(2 * call);
        }
    }

    @Test
    void isTriedByOneCallAtATime_onceItHasFailedTooOften_andIsWellSoonAfterItIs() throws Exception {
        start("POOL_BREAKER_LASTS", LASTS.toMillis() + "ms");
        failsOneIn = 2;
        while (metric("gateway_upstream_breaker_open") == 0) {
            statuses(8);
        }
        failsOneIn = 1;
        long begun = System.nanoTime();
        int before = asked.get();
        while (System.nanoTime() - begun < 3 * LASTS.toNanos()) {
            statuses(8);
        }
        long pauses = (System.nanoTime() - begun) / LASTS.toNanos();
        assertThat(asked.get() - before).as("calls that tried it").isBetween(1, (int) pauses + 1);
        failsOneIn = Integer.MAX_VALUE;
        long healed = System.nanoTime();
        while (status() != 200) {
            Thread.onSpinWait();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - healed)).isLessThan(HEALED);
        assertThat(statuses(50)).containsOnly(200);
        assertThat(metric("gateway_upstream_breaker_open")).isZero();
    }

    private void start(String... settings) {
        List<String> all = new ArrayList<>(List.of("ACCESS_API_KEYS", Caller.KEY));
        List<String> provider = new ArrayList<>(List.of(
                "TYPE", "openai",
                "BASE_URL", host.url(),
                "API_KEYS", "key-1,key-2",
                "MODELS", "m",
                "POOL_COOLDOWN_FAILURES_IN_A_ROW", "1000000"));
        Collections.addAll(provider, settings);
        for (int i = 0; i < provider.size(); i += 2) {
            all.add("PROVIDERS_UP_" + provider.get(i));
            all.add(provider.get(i + 1));
        }
        gateway = Gateway.start(all.toArray(String[]::new));
    }

    private Reply answer(ReceivedRequest request) {
        return asked.incrementAndGet() % failsOneIn == 0
                ? Reply.json(500, "{\"error\":{\"message\":\"no\"}}")
                : Family.OPENAI.answer(Fault.TEXT, false);
    }

    private List<Integer> statuses(int calls) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        Callable<Integer> call = this::status;
        for (Future<Integer> status : threads.invokeAll(Collections.nCopies(calls, call))) {
            statuses.add(status.get());
        }
        return statuses;
    }

    private int status() {
        return Caller.post(gateway.port(), "/v1/chat/completions", BODY).statusCode();
    }

    private double metric(String name) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(gateway.url() + "/metrics")).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{provider=\"up\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
