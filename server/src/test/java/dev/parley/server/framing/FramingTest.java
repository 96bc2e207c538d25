package dev.parley.server.framing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.parley.server.Gateway;
import dev.parley.server.faults.Soon;
import dev.parley.server.faults.Threads;
import dev.parley.server.wires.LogLines;
import dev.parley.testkit.DocSection;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag(Effort.TAG)
@DisplayName("faults 2 and 6: what is no request is refused, each in its way, and nobody else notices")
class FramingTest {
    private static final DocSection PAGE = new DocSection(Path.of("../docs/reliability.md"), "framing");
    private static final String SERVING = "io.helidon.webserver.http2.Http2ServerStream";
    private static final String STREAM =
            "{\"model\":\"builtin/slow?ttft=0ms&gap=100ms&words=60\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private LogLines log;
    private Gateway gateway;

    /** As in the program, which leaves what they say of broken connections unsaid. */
    private static void quiet(@Nullable Level level) {
        for (String name :
                List.of("io.helidon.webserver.ConnectionHandler", "io.helidon.webserver.grpc.GrpcProtocolHandler")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
    }

    @BeforeEach
    void start() {
        quiet(Level.OFF);
        log = new LogLines("ROOT");
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http1.KEY,
                "SERVER_MAX_BODY_SIZE", Integer.toString(HttpCases.BODY_MOST),
                "SERVER_GRPC_REFLECTION", "off",
                "CONNECTIONS_REQUEST_HEAD", "2s",
                "CONNECTIONS_REQUEST_BODY", "2s",
                "CONNECTIONS_IDLE", "5s",
                "CORS_ORIGINS", "https://app.example");
    }

    @AfterEach
    void stop() {
        gateway.close();
        log.close();
        quiet(null);
        callers.close();
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        for (int i = 0; i < Effort.of(1, 10); i++) {
            playAll();
        }
        assertThat(log.texts()).isEmpty();
    }

    /** All at once. */
    private void playAll() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, Future<String>> seen = new LinkedHashMap<>();
        for (HttpCase one : HttpCases.all()) {
            begin(one + ", HTTP/1.1", one.outcome1(), one.http1(), expected, seen);
            if (one.http2() != null) {
                begin(one + ", HTTP/2", one.outcome2(), one.http2(), expected, seen);
            }
        }
        for (FrameCase one : others()) {
            begin(one.toString(), one.outcome(), one.play(), expected, seen);
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, Future<String>> one : seen.entrySet()) {
            found.put(one.getKey(), one.getValue().get(60, TimeUnit.SECONDS));
        }
        assertThat(found).containsExactlyEntriesOf(expected);
    }

    @Test
    void servesOthers_whileItIsFlooded() throws Exception {
        Future<String> stream = callers.submit(() -> stream(gateway.port()));
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> asked = callers.submit(() -> askUntil(over));
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (FrameCase flood : FrameCases.ofMany()) {
            expected.put(flood.title(), flood.outcome());
            String outcome = flood.play().at(gateway.port());
            // What was answered before the end hangs on how far the flood had come.
            found.put(flood.title(), outcome.endsWith(Http2.ENDED) ? Http2.ENDED : outcome);
        }
        over.set(true);
        assertThat(found).containsExactlyEntriesOf(expected);
        assertThat(asked.get(20, TimeUnit.SECONDS))
                .isGreaterThan(FrameCases.ofMany().size());
        assertThat(stream.get(20, TimeUnit.SECONDS)).contains("data: [DONE]");
        Soon.isTrue(
                "nobody waits for what those sent that are gone",
                () -> Threads.in(SERVING).isEmpty());
        assertThat(log.texts()).isEmpty();
    }

    @Test
    @DisplayName("The page says what the tests ask for")
    void isDocumented() throws IOException {
        List<FrameCase> frames = new ArrayList<>(FrameCases.ofMany());
        frames.addAll(FrameCases.frames());
        PAGE.keep(FramingTable.of(HttpCases.all(), frames, GrpcCases.all()));
    }

    private void begin(
            String name, String outcome, Play play, Map<String, String> expected, Map<String, Future<String>> seen) {
        expected.put(name, outcome);
        seen.put(name, callers.submit(() -> outcome(play)));
    }

    private String outcome(Play play) throws Exception {
        try {
            return play.at(gateway.port());
        } catch (IOException e) {
            return "failed: " + e;
        }
    }

    private static List<FrameCase> others() {
        List<FrameCase> others = new ArrayList<>(FrameCases.frames());
        others.addAll(GrpcCases.all());
        return others;
    }

    /** Asks good questions one after the other; how many, all of them answered. */
    private int askUntil(AtomicBoolean over) throws IOException {
        int count = 0;
        for (; !over.get(); count++) {
            assertThat(Http1.ask(gateway.port()))
                    .isNotNull()
                    .extracting(RawHttp1.Answer::status)
                    .isEqualTo(200);
        }
        return count;
    }

    /** A whole event stream. */
    private static String stream(int port) throws IOException {
        try (RawHttp1 caller = new RawHttp1(port)) {
            String request = Http1.chat(STREAM, "Connection: close", "Content-Length: " + STREAM.length());
            return caller.send(request).rest();
        }
    }
}
