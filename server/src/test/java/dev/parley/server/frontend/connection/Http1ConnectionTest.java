package dev.parley.server.frontend.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.config.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("COM-08: what a watch reads ahead of a request is the next one's")
class Http1ConnectionTest {
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS = 5_000;

    @Test
    @Timeout(60)
    @DisplayName("However the next request and the end of a watch meet, its bytes come, and in their order")
    void losesNothingBetweenRequests() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(callers.submit(Http1ConnectionTest::requests));
            }
            try {
                for (Future<?> one : all) {
                    one.get(30, TimeUnit.SECONDS);
                }
            } finally {
                callers.shutdownNow();
            }
        }
    }

    private static void requests() {
        BlockingQueue<byte[]> socket = new LinkedBlockingQueue<>();
        Accepted accepted;
        try (SocketChannel channel = SocketChannel.open()) {
            accepted = new Accepted(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConnectionSettings limits = Gateway.settings(List.of(), Map.of()).connections();
        Http1Connection connection = new Http1Connection(accepted, limits, () -> read(socket));
        for (int i = 0; i < REQUESTS; i++) {
            // Its headers, which the last watch may have read, and its body, which nobody but Helidon reads.
            socket.add(bytes(i));
            assertThat(connection.get()).isEqualTo(bytes(i));
            socket.add(bytes(-i));
            assertThat(connection.get()).isEqualTo(bytes(-i));
            connection.watch(CallerConnection.WHOLE).onGone(() -> {}).close();
        }
    }

    private static byte @Nullable [] read(BlockingQueue<byte[]> socket) {
        try {
            return socket.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
