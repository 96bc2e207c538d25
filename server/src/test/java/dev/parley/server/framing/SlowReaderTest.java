package dev.parley.server.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.faults.LiveHeap;
import dev.parley.server.faults.Soon;
import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag(Effort.TAG)
@DisplayName("faults 9: who asks for much and reads nothing has little kept for it")
class SlowReaderTest {
    private static final int READERS = Effort.of(32, 64);
    private static final long MOST_EACH = 256 * 1024;

    /** More than sockets take. */
    private static final int EVENTS = 10_000;

    private static final String EVENT =
            "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}\n\n"
                            .formatted("word ".repeat(1600));

    /** As long as events may be, or nearly. */
    private static final String LONG = EVENT.replace("word ", "long ".repeat(100));

    private static final String ASKED =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    private static final String REQUEST = Http1.chat(ASKED, "Content-Length: " + ASKED.length());

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeUpstream upstream =
            FakeUpstream.lax(request -> Reply.sse().repeat(EVENT, EVENTS).stall());
    private final Gateway gateway = Gateway.start(
            "ACCESS_API_KEYS",
            Http1.KEY,
            "PROVIDERS_UP_TYPE",
            "openai",
            "PROVIDERS_UP_BASE_URL",
            upstream.url(),
            "PROVIDERS_UP_MODELS",
            "m");
    private final List<AutoCloseable> open = new ArrayList<>();

    /** How somebody asks. */
    enum Wire {
        HTTP_1_SSE,
        HTTP_2_SSE,
        GRPC
    }

    /** Somebody who asks on a connection that is open. */
    private interface Reader {
        void ask() throws Exception;
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keepsLittle(Wire wire) throws Exception {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 2 * READERS; i++) {
            readers.add(reader(wire));
        }
        // What is loaded and grown once is there after the first half.
        ask(readers.subList(0, READERS));
        long before = LiveHeap.bytes();
        ask(readers.subList(READERS, 2 * READERS));
        long each = (LiveHeap.bytes() - before) / READERS;
        System.out.printf("%s: %,d bytes for each reader that does not read%n", wire, each);
        assertThat(upstream.answering()).isEqualTo(2 * READERS);
        assertThat(each).isLessThan(MOST_EACH);
        leave();
    }

    @Test
    @DisplayName("and so has one whose stream has had a long event, once that is read")
    void keepsLittle_afterALongEvent() throws Exception {
        String last = EVENT.replace("word", "last");
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new Socket(InetAddress.getLoopbackAddress(), gateway.port()));
        }
        open.addAll(readers);
        long before = LiveHeap.bytes();

        for (Socket reader : readers) {
            upstream.enqueue(request ->
                    Reply.sse().stamped(now -> LONG).pause(50).repeat(last, 1).stall());
            reader.getOutputStream().write(REQUEST.getBytes(UTF_8));
            Scanner said = new Scanner(reader.getInputStream(), UTF_8);
            assertThat(said.findWithinHorizon("last", 0)).isEqualTo("last");
        }

        long each = (LiveHeap.bytes() - before) / READERS;
        System.out.printf("%,d bytes for each stream that has had a long event%n", each);
        assertThat(each).isLessThan(MOST_EACH);
        leave();
    }

    /** All go, though what was written for them was never read: nothing is held for those who have gone. */
    private void leave() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        Soon.isTrue("the host is left", () -> upstream.answering() == 0);
        Soon.isTrue(
                "no call is open",
                () -> metrics("gateway_grpc_inflight ", "gateway_http_inflight ").stream()
                        .allMatch(line -> line.matches(".* [01](\\.0)?")));
    }

    /** They ask, and are told as much as fits. */
    private void ask(List<Reader> readers) throws Exception {
        for (Reader reader : readers) {
            reader.ask();
        }
        settle();
    }

    /** Waits until nobody is told anything any more. */
    private void settle() {
        List<String> before = new ArrayList<>();
        Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
            List<String> now = metrics("gateway_sse_", "gateway_grpc_messages_total");
            boolean still = !now.isEmpty() && now.equals(before);
            before.clear();
            before.addAll(now);
            return still;
        });
    }

    private List<String> metrics(String... names) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(gateway.url() + "/metrics")).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> Stream.of(names).anyMatch(line::startsWith))
                .toList();
    }

    private Reader reader(Wire wire) throws Exception {
        return switch (wire) {
            case HTTP_1_SSE -> {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                open.add(socket);
                yield () -> socket.getOutputStream()
                        .write(Http1.chat(ASKED, "Content-Length: " + ASKED.length())
                                .getBytes(UTF_8));
            }
            case HTTP_2_SSE -> {
                RawHttp2 connection = connection();
                yield () -> connection.post(
                        1, Http1.CHAT, Http2.with("content-type", "application/json"), ASKED.getBytes(UTF_8));
            }
            case GRPC -> {
                RawHttp2 connection = connection();
                yield () -> {
                    Grpc.begin(connection, 1, Grpc.STREAM_CHAT);
                    Grpc.message(connection, 1, Grpc.request("m", "x"));
                };
            }
        };
    }

    private RawHttp2 connection() throws Exception {
        RawHttp2 connection = new RawHttp2(gateway.port());
        open.add(connection);
        return connection;
    }
}
