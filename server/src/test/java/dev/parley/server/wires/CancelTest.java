package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("COM-08: when a caller goes away, the host's connection is closed within a second, on every wire")
class CancelTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SdkCalls CALLS = new SdkCalls();

    private final CountDownLatch asked = new CountDownLatch(1);
    private FakeUpstream upstream;
    private Gateway gateway;
    private Reply answer = Reply.silence();

    /** How a caller calls, and what leaving looks like. */
    interface Leaving {
        AutoCloseable call(int port, boolean stream) throws Exception;
    }

    enum Silence {
        BEFORE_FIRST_BYTE,
        MIDWAY
    }

    @BeforeEach
    void start() {
        upstream = FakeUpstream.lax(request -> {
            asked.countDown();
            return answer;
        });
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m");
    }

    @AfterEach
    void stop() {
        CALLS.close();
        gateway.close();
        upstream.close();
    }

    static Stream<Arguments> wires() {
        return Stream.of(
                        Map.entry("HTTP/1.1, closed", (Leaving) CancelTest::http1),
                        Map.entry("HTTP/1.1, reset", (Leaving) CancelTest::http1Reset),
                        Map.entry("HTTP/2, stream reset", (Leaving) CancelTest::http2Reset),
                        Map.entry("HTTP/2, connection closed", (Leaving) CancelTest::http2Close),
                        Map.entry("HTTP/2, no frame", (Leaving) CancelTest::http2Fault),
                        Map.entry("SDK over gRPC", (Leaving) CancelTest::sdkGrpc),
                        Map.entry("SDK over REST", (Leaving) CancelTest::sdkRest))
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire.getKey() + ", whole", wire.getValue(), false, Silence.BEFORE_FIRST_BYTE),
                        Arguments.of(wire.getKey() + ", stream", wire.getValue(), true, Silence.BEFORE_FIRST_BYTE),
                        Arguments.of(wire.getKey() + ", stream midway", wire.getValue(), true, Silence.MIDWAY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wires")
    void closesHost(String name, Leaving wire, boolean stream, Silence silence) throws Exception {
        if (silence == Silence.MIDWAY) {
            answer = Hosts.begin().event(Hosts.delta("a")).stall();
        }
        AutoCloseable call = wire.call(gateway.port(), stream);
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.awaitClientClose(Duration.ofMillis(150)))
                .as("closed too early")
                .isFalse();

        call.close();

        assertThat(upstream.awaitClientClose(SECOND)).isTrue();
    }

    private static Socket http1(int port, boolean stream) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String body = Http.chat("m", stream);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Http.KEY
                                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return socket;
    }

    private static AutoCloseable http1Reset(int port, boolean stream) throws IOException {
        Socket socket = http1(port, stream);
        socket.setSoLinger(true, 0);
        return socket;
    }

    private static AutoCloseable http2Reset(int port, boolean stream) throws IOException {
        RawHttp2 connection = http2Close(port, stream);
        return () -> connection.reset(1);
    }

    private static RawHttp2 http2Close(int port, boolean stream) throws IOException {
        RawHttp2 connection = new RawHttp2(port);
        connection.post(
                1,
                "/v1/chat/completions",
                Map.of("authorization", "Bearer " + Http.KEY),
                Http.chat("m", stream).getBytes(UTF_8));
        return connection;
    }

    /** The caller stays, but the gateway ends the connection. */
    private static AutoCloseable http2Fault(int port, boolean stream) throws IOException {
        RawHttp2 connection = http2Close(port, stream);
        return () -> connection.frame(RawHttp2.DATA, 0, 0, new byte[1]);
    }

    private static AutoCloseable sdkGrpc(int port, boolean stream) {
        return sdk(
                ParleyClient.builder().grpc("127.0.0.1:" + port).key(Http.KEY).build(), stream);
    }

    private static AutoCloseable sdkRest(int port, boolean stream) {
        return sdk(
                ParleyClient.builder()
                        .rest("http://127.0.0.1:" + port)
                        .key(Http.KEY)
                        .build(),
                stream);
    }

    private static AutoCloseable sdk(ParleyClient begun, boolean stream) {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel("m")
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
                .build();
        return CALLS.begin(begun, client -> {
            if (stream) {
                client.chat().streamChat(request).forEachRemaining(event -> {});
            } else {
                client.chat().chat(request);
            }
        });
    }
}
