package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A caller that leaves within its stream is no fault, and nothing to fill the log with")
class CallerGoneTest {
    private static final int CALLERS = 20;

    @Test
    void logsNoFailure() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, UTF_8));
        try (Gateway gateway = Gateway.start("ACCESS_API_KEYS", Http.KEY)) {
            for (int i = 0; i < CALLERS; i++) {
                leave(gateway.port());
            }
        } finally {
            System.setOut(console);
        }
        assertThat(log.toString(UTF_8)).doesNotContain("Request failed");
    }

    /** Reads the first bytes of a stream, then closes the connection. */
    private static void leave(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String body = Http.chat("builtin/slow?ttft=0ms&gap=40ms&words=1000", true);
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Http.KEY
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            assertThat(socket.getInputStream().readNBytes(200)).hasSize(200);
            socket.getInputStream().skip(socket.getInputStream().available());
        }
    }
}
