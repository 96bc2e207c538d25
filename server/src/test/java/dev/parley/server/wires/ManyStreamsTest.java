package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.server.Gateway;
import dev.parley.server.faults.LiveHeap;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("Thousands of streams are open at once, and each is whole; a slow reader harms itself alone")
class ManyStreamsTest {
    private static final int BUILT_IN = Effort.of(200, 10_000);
    private static final int PROXIED = Effort.of(200, 9_000);
    /** Descriptors for all that is no stream. */
    private static final int OTHERS = 1_000;

    private static final int TINY = Effort.of(50_000, 1_000_000);
    private static final long MORE_MOST = 4 << 20;

    /** More than sockets take: what is left of it must wait at the host. */
    private static final int PIECES = 3_000;

    private static final String PIECE = "word ".repeat(3_200);

    @Test
    void keepsEachBuiltInStreamWhole() throws Exception {
        // The first words come at once, the second ones when the last stream has long begun.
        String gap = Effort.of(2, 40) + "s";
        try (Gateway gateway = Gateway.start("ACCESS_API_KEYS", Http.KEY, "SERVER_MAX_OPEN_CALLS", "20000")) {
            String body = Http.chat("builtin/slow?ttft=0ms&words=2&gap=" + gap, true);
            keepsEachWhole(gateway, body, atMost(BUILT_IN, 2), new CountDownLatch(0), "word2");
        }
    }

    @Test
    void keepsEachProxiedStreamWhole() throws Exception {
        int streams = atMost(PROXIED, 4);
        CountDownLatch allOpen = new CountDownLatch(streams);
        try (FakeUpstream upstream = FakeUpstream.lax(request -> Hosts.end(
                        Hosts.begin().event(Hosts.delta("begun")).await(allOpen).event(Hosts.delta("ended"))));
                Gateway gateway = gateway("openai", upstream.url())) {
            keepsEachWhole(gateway, Http.chat("m", true), streams, allOpen, "ended");
        }
    }

    @Test
    @DisplayName("The host of a caller who does not read is held back; others are served, and nothing is lost")
    void holdsTheHostBack_whenTheCallerDoesNotRead() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.lax(request -> pieces(sent));
                Gateway gateway = gateway("openai", upstream.url());
                Socket slow = ask(gateway, Http.chat("m", true))) {
            assertThat(settled(sent)).isLessThan(PIECES);
            assertThat(Http.post(gateway, "/v1/chat/completions", Http.chat("builtin/echo", true))
                            .body())
                    .contains("[DONE]");
            String answer = new String(slow.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).contains("[DONE]").hasSizeGreaterThan(PIECES * PIECE.length());
        }
    }

    @Test
    @DisplayName("faults 7: tiny events without number: each arrives, and memory is what it was")
    void passesTinyEvents_inSteadyMemory() throws Exception {
        String event = "data: " + Hosts.delta("x") + "\n\n";
        try (FakeUpstream upstream =
                        FakeUpstream.lax(request -> Hosts.end(Hosts.begin().repeat(event.repeat(50), TINY / 50)));
                Gateway gateway = gateway("openai", upstream.url());
                Stream<String> lines = Http.lines(gateway, "/v1/chat/completions", Http.chat("m", true))
                        .body()) {
            Iterator<String> told =
                    lines.filter(line -> line.contains("\"content\":\"x\"")).iterator();
            skip(told, TINY / 10);
            long early = LiveHeap.bytes();
            skip(told, TINY * 8 / 10);
            long late = LiveHeap.bytes();
            System.out.printf("%,d bytes more after %,d events%n", late - early, TINY * 8 / 10);
            assertThat(late - early).isLessThan(MORE_MOST);
            skip(told, TINY / 10);
            assertThat(told).isExhausted();
        }
    }

    private static void skip(Iterator<String> lines, int count) {
        for (int i = 0; i < count; i++) {
            lines.next();
        }
    }

    private static Gateway gateway(String type, String url) {
        return Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "SERVER_MAX_OPEN_CALLS",
                "20000",
                "PROVIDERS_UP_TYPE",
                type,
                "PROVIDERS_UP_BASE_URL",
                url,
                "PROVIDERS_UP_MODELS",
                "m");
    }

    /** Opens so many streams, reads the first event of each, then all of them to their end. */
    private static void keepsEachWhole(Gateway gateway, String body, int streams, CountDownLatch allOpen, String last)
            throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < streams; i++) {
                open.add(ask(gateway, body));
            }
            for (Socket socket : open) {
                assertThat(new String(socket.getInputStream().readNBytes(15), UTF_8))
                        .isEqualTo("HTTP/1.1 200 OK");
                allOpen.countDown();
            }
            for (Socket socket : open) {
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .contains(last, "[DONE]");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Socket ask(Gateway gateway, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                + Http.KEY + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return socket;
    }

    /** As many streams as there are descriptors for; says so if these are fewer. */
    private static int atMost(int streams, int descriptorsEach) {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        int most = (int) Math.min(streams, (limit - OTHERS) / descriptorsEach);
        if (most < streams) {
            System.out.printf("%d streams instead of %d: %d descriptors (ulimit -n)%n", most, streams, limit);
        }
        return most;
    }

    private static Reply pieces(AtomicInteger sent) {
        Reply reply = Hosts.begin();
        for (int i = 0; i < PIECES; i++) {
            reply.stamped(now -> {
                sent.incrementAndGet();
                return "data: " + Hosts.delta(PIECE) + "\n\n";
            });
        }
        return Hosts.end(reply);
    }

    /** The count once it has stood still for a while. */
    private static int settled(AtomicInteger count) {
        int[] before = {0};
        Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
            int now = count.get();
            boolean still = now > 0 && now == before[0];
            before[0] = now;
            return still;
        });
        return before[0];
    }
}
