package dev.parley.server.wires;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A collector of telemetry that keeps what it is told: addresses, headers and bodies. */
final class Collector implements AutoCloseable {
    @SuppressWarnings("JdkObsolete") // many threads append to it
    private final StringBuffer told = new StringBuffer();

    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::collect);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String told() {
        return told.toString();
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            told.append(exchange.getRequestURI())
                    .append(exchange.getRequestHeaders().entrySet());
            told.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
