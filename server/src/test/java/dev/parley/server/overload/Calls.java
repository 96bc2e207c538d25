package dev.parley.server.overload;

import dev.parley.server.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls of a gateway with many keys. */
record Calls(Gateway gateway, HttpClient client) {
    static final String CHAT = "/v1/chat/completions";

    static String body(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream);
    }

    HttpResponse<String> get(String path, String key) throws Exception {
        return client.send(request(path, key).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String key, String body) throws Exception {
        return client.send(
                request(path, key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(String key, String body) throws Exception {
        return client.send(
                request(CHAT, key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The first line of the answer to a call whose head alone is sent. */
    String headAlone(String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            String head = "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 1000000\r\n\r\n"
                    .formatted(CHAT, key);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 429".length());
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    /** Calls again and again, whatever is answered, until it is told to end. */
    void hammer(String key, String body, AtomicBoolean over) {
        while (!over.get()) {
            try {
                post(CHAT, key, body);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("authorization", "Bearer " + key);
    }
}
