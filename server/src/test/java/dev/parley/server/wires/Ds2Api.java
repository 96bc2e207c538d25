package dev.parley.server.wires;

import dev.parley.server.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A gateway with the profile ds2api before a host, and calls of that listener. */
final class Ds2Api implements AutoCloseable {
    /** A caller key of the listener. */
    static final String KEY = "key-of-ann";

    static final String CHAT = "/v1/chat/completions";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Gateway gateway;

    private Ds2Api(Gateway gateway) {
        this.gateway = gateway;
    }

    /** In the form with sessions; {@code settings} as for {@link Gateway#start}. */
    static Ds2Api sessions(Path folder, String host, String accounts, String... settings) {
        List<String> all = new ArrayList<>(
                List.of("PROVIDERS_DEEPSEEK_OPTIONS_FORM", "session", "PROVIDERS_DEEPSEEK_ACCOUNTS", accounts));
        all.addAll(List.of(settings));
        return start(folder, host, all.toArray(String[]::new));
    }

    /** In the form of the public API. */
    static Ds2Api start(Path folder, String host, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "DATA_DIR",
                folder.toString(),
                "ADMIN_CONFIG_FILE",
                folder.resolve("config.json").toString(),
                "PROFILES_DS2API_PORT",
                "0",
                "PROFILES_DS2API_API_KEYS",
                KEY,
                "PROVIDERS_DEEPSEEK_BASE_URL",
                host));
        all.addAll(List.of(settings));
        return new Ds2Api(Gateway.start(List.of("ds2api"), all.toArray(String[]::new)));
    }

    int port() {
        return gateway.port("ds2api");
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return CLIENT.send(posting(path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return CLIENT.sendAsync(posting(path, body), HttpResponse.BodyHandlers.ofString());
    }

    /** Without a key. */
    HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest posting(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
