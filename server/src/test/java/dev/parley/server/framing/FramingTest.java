package dev.parley.server.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.wires.LogLines;
import dev.parley.testkit.Effort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag(Effort.TAG)
@DisplayName("What is no request is refused, each in its way, and nobody else notices")
class FramingTest {
    private static final Map<HttpCase, Future<String>> HTTP1 = new LinkedHashMap<>();
    private static final Map<HttpCase, Future<String>> HTTP2 = new LinkedHashMap<>();

    private static final Map<FrameCase, Future<String>> FRAMES = new LinkedHashMap<>();

    private static Gateway gateway;
    private static LogLines log;
    private static ExecutorService callers;

    @BeforeAll
    static void start() {
        log = new LogLines("ROOT");
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http1.KEY,
                "SERVER_MAX_BODY_SIZE", Integer.toString(HttpCases.BODY_MOST),
                "CONNECTIONS_REQUEST_HEAD", "2s",
                "CONNECTIONS_REQUEST_BODY", "2s",
                "CONNECTIONS_IDLE", "5s",
                "CORS_ORIGINS", "https://app.example");
        callers = Executors.newVirtualThreadPerTaskExecutor();
        for (HttpCase one : HttpCases.all()) {
            HTTP1.put(one, callers.submit(() -> one.http1().at(gateway.port())));
            if (one.http2() != null) {
                HTTP2.put(one, callers.submit(() -> one.http2().at(gateway.port())));
            }
        }
        for (FrameCase one : FrameCases.all()) {
            FRAMES.put(one, callers.submit(() -> one.play().at(gateway.port())));
        }
    }

    @AfterAll
    static void stop() {
        callers.close();
        gateway.close();
        log.close();
        System.out.println(log.texts());
    }

    static Stream<Arguments> cases() {
        return Stream.of(HTTP1, HTTP2)
                .flatMap(runs -> runs.entrySet().stream()
                        .map(run -> Arguments.of(
                                run.getKey() + (runs == HTTP1 ? ", HTTP/1.1" : ", HTTP/2"),
                                runs == HTTP1
                                        ? run.getKey().outcome1()
                                        : run.getKey().outcome2(),
                                run.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void isRefused(String name, String outcome, Future<String> seen) throws Exception {
        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(outcome);
    }

    static Stream<Arguments> frames() {
        return FRAMES.entrySet().stream()
                .map(run -> Arguments.of(run.getKey(), run.getKey().outcome(), run.getValue()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("frames")
    void isNoRequest(FrameCase one, String outcome, Future<String> seen) throws Exception {
        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(outcome);
    }
}
