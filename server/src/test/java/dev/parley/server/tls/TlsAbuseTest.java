package dev.parley.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What clients of the encrypted port may not do, and what becomes of the others meanwhile")
@Tag(Effort.TAG)
@Timeout(60)
class TlsAbuseTest {
    private static final Duration HANDSHAKE = Duration.ofMillis(500);

    /** A ClientHello of TLS 1.0, with one cipher and no extension. */
    private static final byte[] OLD_HELLO =
            Der.hex("160301002d" + "010000290301" + "00".repeat(32) + "00" + "0002c009" + "0100");

    @TempDir
    private Path folder;

    private TlsGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = TlsGateway.start(folder, "CONNECTIONS_REQUEST_HEAD", HANDSHAKE.toMillis() + "ms");
    }

    @AfterEach
    void stop() throws Exception {
        try (SSLSocket good = gateway.connect()) {
            TlsGateway.ask(good, "builtin/echo", true);
            TlsGateway.readUntil(good, "[DONE]");
        }
        gateway.close();
    }

    @Test
    void tellsThoseWithoutTls_whatToDo() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .endsWith("\r\n\r\nThis port speaks TLS: ask by https://\n");
        }
    }

    @Test
    void answersWithAnAlert_whenTheVersionIsOld() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write(OLD_HELLO);

            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(answer[0]).as("an alert").isEqualTo((byte) 21);
            assertThat(answer[6]).as("protocol_version").isEqualTo((byte) 70);
        }
    }

    @Test
    void closes_whenTheHandshakeIsSlow() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < Effort.of(20, 500); i++) {
            Socket socket = plain();
            socket.getOutputStream().write(Arrays.copyOf(OLD_HELLO, i % OLD_HELLO.length));
            slow.add(socket);
        }
        for (Socket socket : slow) {
            assertThat(ends(socket.getInputStream())).isTrue();
            socket.close();
        }
    }

    @Test
    void closes_whenTheHandshakeDrips() throws Exception {
        byte[] hello = firstFlight();
        try (Socket socket = plain();
                var drips = Executors.newSingleThreadScheduledExecutor()) {
            int[] sent = {0};
            drips.scheduleAtFixedRate(() -> drip(socket, hello[sent[0]++]), 0, 100, TimeUnit.MILLISECONDS);
            long start = System.nanoTime();

            assertThat(ends(socket.getInputStream())).isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANDSHAKE.multipliedBy(4));
            drips.shutdownNow();
        }
    }

    @Test
    void closes_whenItIsNoise() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < Effort.of(50, 2000); i++) {
            byte[] noise = i % 2 == 0 ? new byte[64] : firstFlight();
            for (int at = i % 2 == 0 ? 0 : 5; at < noise.length; at += 1 + random.nextInt(noise.length)) {
                noise[at] = (byte) random.nextInt();
            }
            try (Socket socket = plain()) {
                socket.getOutputStream().write(noise);
                socket.shutdownOutput();
                assertThat(ends(socket.getInputStream())).isTrue();
            }
        }
    }

    /** Whether the other side closes; a reset is that too. */
    private static boolean ends(InputStream in) throws IOException {
        try {
            in.readAllBytes();
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
        return true;
    }

    private static void drip(Socket socket, byte drop) {
        try {
            socket.getOutputStream().write(drop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client of today begins with. */
    private byte[] firstFlight() throws SSLException {
        SSLEngine engine = gateway.authority.clients().createSSLEngine();
        engine.setUseClientMode(true);
        var flight = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), flight);
        return Arrays.copyOf(flight.array(), flight.position());
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
