package dev.parley.server.coverage;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One gateway before a fake of every host. */
final class CoverageBench implements AutoCloseable {
    private static final String KEY = "caller-key";

    private final Map<Target, FakeUpstream> hosts = new EnumMap<>(Target.class);
    private final Map<String, Exchange> plain = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway;

    /**
     * A request of a caller, and what became of it.
     *
     * @param dropped what the caller is told was dropped, with no numbers in it
     * @param sent what the host got last
     */
    record Exchange(int status, String body, Set<String> dropped, Sent sent) {}

    CoverageBench() {
        List<String> settings = new ArrayList<>(List.of("ACCESS_API_KEYS", KEY));
        for (Target target : Target.values()) {
            FakeUpstream host = target.start();
            hosts.put(target, host);
            target.settings(host)
                    .forEach((name, value) -> settings.addAll(List.of("PROVIDERS_" + target + '_' + name, value)));
        }
        gateway = Gateway.start(settings.toArray(String[]::new));
    }

    /** A client of OpenAI's own. */
    OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(KEY)
                .maxRetries(0)
                .build();
    }

    /** Asks again only what was not asked before. */
    Exchange askOnce(String path, String body, Target target, String... headers) {
        return plain.computeIfAbsent(path + body + List.of(headers), key -> ask(path, body, target, headers));
    }

    Exchange ask(String path, String body, Target target, String... headers) {
        FakeUpstream host = Objects.requireNonNull(hosts.get(target));
        host.forget();
        HttpResponse<String> reply = send("POST", path, body, headers);
        var got = host.requests();
        return new Exchange(
                reply.statusCode(),
                reply.body(),
                dropped(reply),
                got.isEmpty() ? Sent.NOTHING : Sent.of(got.getLast()));
    }

    /** Sends a request to whatever endpoint. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + ' ' + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What a reply says was dropped, with no numbers in it. */
    static Set<String> dropped(HttpResponse<String> reply) {
        String header = reply.headers().firstValue("x-gateway-dropped-fields").orElse("");
        return Arrays.stream(header.split(","))
                .filter(path -> !path.isEmpty())
                .map(path -> path.replaceAll("\\[\\d+]", "[]"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        gateway.close();
        hosts.values().forEach(FakeUpstream::close);
        client.close();
    }
}
