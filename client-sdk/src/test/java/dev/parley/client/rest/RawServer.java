package dev.parley.client.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers each request with the same bytes, in the pieces given, then closes the connection. */
final class RawServer implements AutoCloseable {
    /** The heads of the requests, as they came in but in lower case. */
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    /** Their bodies. */
    final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    private final ServerSocket socket;
    private final List<byte[]> pieces;

    RawServer(List<byte[]> pieces) throws IOException {
        this.pieces = pieces;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    static RawServer answering(String status, String contentType, String body) throws IOException {
        return new RawServer(List.of(reply(status, contentType, body).getBytes(StandardCharsets.UTF_8)));
    }

    /** A reply whose body ends with the connection. */
    static String reply(String status, String contentType, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n\r\n%s".formatted(status, contentType, body);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setTcpNoDelay(true);
                read(client);
                for (byte[] piece : pieces) {
                    client.getOutputStream().write(piece);
                    client.getOutputStream().flush();
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void read(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line.toLowerCase(Locale.ROOT)).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < length; i++) {
            body.append((char) in.read());
        }
        requests.add(head.toString());
        bodies.add(body.toString());
    }
}
