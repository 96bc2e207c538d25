package dev.parley.server.wires;

import dev.parley.server.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Plain HTTP calls of a gateway with the key the tests give it. */
final class Http {
    static final String KEY = "caller-key";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> post(Gateway gateway, String path, String body, String... headers) throws Exception {
        return CLIENT.send(
                request(gateway, path, headers).POST(text(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> get(Gateway gateway, String path, String... headers) throws Exception {
        return CLIENT.send(request(gateway, path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> send(Gateway gateway, String method, String path, String... headers) throws Exception {
        HttpRequest request = request(gateway, path, headers)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> sendBody(Gateway gateway, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest request =
                request(gateway, path, headers).method(method, text(body)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<InputStream> open(Gateway gateway, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(request(gateway, path).POST(text(body)).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The same, to be cancelled while nothing has come. */
    static CompletableFuture<HttpResponse<InputStream>> openAsync(Gateway gateway, String path, String body) {
        return CLIENT.sendAsync(
                request(gateway, path).POST(text(body)).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    static HttpResponse<Stream<String>> lines(Gateway gateway, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(request(gateway, path).POST(text(body)).build(), HttpResponse.BodyHandlers.ofLines());
    }

    /** A chat body for a model. */
    static String chat(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream);
    }

    private static HttpRequest.Builder request(Gateway gateway, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + KEY);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }
}
