package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Effort.TAG)
@DisplayName("faults 9: no connection is taken that could use up the files that the process may have open")
class ScarceFilesTest {
    private static final int FILES = 700;
    private static final int MANY = 2 * FILES;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEALTHY = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    private Path folder;

    private GatewayProcess gateway;

    @AfterEach
    void stop() throws Exception {
        closeAll();
        gateway.close();
    }

    @Test
    void leavesConnectionsWaiting_andTakesThemOnceThereIsRoom() throws Exception {
        gateway = GatewayProcess.startWithFiles(
                folder.resolve("said"),
                FILES,
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString()));
        Socket early = connect();
        for (int i = 0; i < MANY; i++) {
            sockets.add(connect());
        }
        Awaitility.await().atMost(SOON).until(() -> gateway.said().contains("connections are not taken"));
        assertThat(isServed(early)).as("who is connected is served").isTrue();
        closeAll();
        Awaitility.await().atMost(SOON).until(() -> {
            try (Socket late = connect()) {
                return isServed(late);
            }
        });
        assertThat(isServed(early)).isTrue();
        early.close();
        assertThat(gateway.said()).doesNotContain("terminating").contains("connections are taken again");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(2000);
        return socket;
    }

    /** False: it was closed, or nothing came. */
    private static boolean isServed(Socket socket) {
        try {
            socket.getOutputStream().write(HEALTHY.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\"ok\"}") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return false;
                }
                answer.append((char) next);
            }
            return answer.toString().startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }
}
