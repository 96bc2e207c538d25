package dev.parley.server.frontend.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("COM-08: a silent handler learns that its caller has gone")
class CallerWatchTest {
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();
    private final BlockingQueue<CountDownLatch> held = new LinkedBlockingQueue<>();
    private WebServer server;

    @BeforeEach
    void start() {
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .update(Watched::by)
                .routing(HttpRouting.builder().get("/hold/{name}", this::hold).get("/quick", (q, r) -> r.send("quick")))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        held.forEach(CountDownLatch::countDown);
        server.stop();
    }

    /** Answers when released, or when its caller has gone. */
    private void hold(ServerRequest request, ServerResponse response) throws InterruptedException {
        String name = request.path().pathParameters().get("name");
        CountDownLatch release = new CountDownLatch(1);
        held.add(release);
        try (var watch = CallerWatch.of(request).onGone(() -> {
            gone.add(name);
            release.countDown();
        })) {
            begun.add(name);
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
        }
        response.send("held " + name);
    }

    @Test
    void seesClose_overHttp1() throws Exception {
        try (Socket caller = connect()) {
            send(caller, "/hold/a");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        }
        assertThat(gone.poll(1, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void seesReset_overHttp1() throws Exception {
        Socket caller = connect();
        send(caller, "/hold/a");
        assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        caller.setSoLinger(true, 0);
        caller.close();
        assertThat(gone.poll(1, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void keepsConnectionUsable_whenWatchEnded() throws Exception {
        try (Socket caller = connect()) {
            for (String name : new String[] {"a", "b", "c"}) {
                send(caller, "/hold/" + name);
                assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo(name);
                held.take().countDown();
                assertThat(readReply(caller)).endsWith("held " + name);
            }
            send(caller, "/quick");
            assertThat(readReply(caller)).endsWith("quick");
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void keepsPipelinedRequest_whileWatching() throws Exception {
        try (Socket caller = connect()) {
            send(caller, "/hold/a");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
            send(caller, "/quick");
            held.take().countDown();
            assertThat(readReply(caller)).endsWith("held a");
            assertThat(readReply(caller)).endsWith("quick");
        }
    }

    @Test
    void seesClose_afterPipelinedRequest() throws Exception {
        try (Socket caller = connect()) {
            send(caller, "/hold/a");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
            send(caller, "/quick");
        }
        assertThat(gone.poll(1, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void seesStreamReset_overHttp2_andLeavesOtherStreams() throws Exception {
        try (RawHttp2 caller = new RawHttp2(server.port())) {
            caller.get(1, "/hold/left");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("left");
            caller.get(3, "/hold/stays");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("stays");

            caller.reset(1);

            assertThat(gone.poll(1, TimeUnit.SECONDS)).isEqualTo("left");
            held.forEach(CountDownLatch::countDown);
            assertThat(caller.data(3).text()).isEqualTo("held stays");
            assertThat(gone).isEmpty();
        }
    }

    @Test
    void seesConnectionClose_overHttp2() throws Exception {
        try (RawHttp2 caller = new RawHttp2(server.port())) {
            caller.get(1, "/hold/a");
            assertThat(begun.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        }
        assertThat(gone.poll(1, TimeUnit.SECONDS)).isEqualTo("a");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket caller, String path) throws IOException {
        caller.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
    }

    /** Reads one reply with a content length. */
    private static String readReply(Socket caller) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) caller.getInputStream().read());
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf("\r\n", at)));
        return head + new String(caller.getInputStream().readNBytes(length), US_ASCII);
    }
}
