package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.Answer;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Response;
import org.awaitility.Awaitility;

/** Cases that are about what happens meanwhile, or in the order in which it happens. */
final class LiveRows {
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(2);
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(3);
    private static final Duration REFUSED_WITHIN = Duration.ofMillis(500);
    private static final int TRIES = 5;

    private LiveRows() {}

    static List<CallRow> all() {
        return List.of(
                new CallRow(39, "100,000 messages", "400 `at most 50000`, within 0.5 s", LiveRows::messages),
                new CallRow(
                        46, "a link among the files of credentials", "passed over; the log names it", LiveRows::link),
                new CallRow(
                        58,
                        "a model that is not for the caller's key",
                        "403 `may not use the model`",
                        LiveRows::foreign),
                new CallRow(
                        73,
                        "a prompt, and an answer, with what ends and parts frames",
                        "200, unaltered on every front",
                        LiveRows::frames),
                new CallRow(
                        74,
                        "1 MB without blanks to be counted",
                        "200 within 3 s, and nobody else waits",
                        LiveRows::count),
                new CallRow(
                        80,
                        "a key that is revoked during a stream",
                        "the stream ends with an error within 2 s",
                        LiveRows::revoke),
                new CallRow(
                        92,
                        "two configurations at once",
                        "200 twice; one of them, whole, is in force (there is no If-Match)",
                        LiveRows::race),
                new CallRow(
                        94,
                        "an account called `<img onerror=…>` or `=cmd()`",
                        "kept as it is: there is no CSV, and no page but JSON",
                        LiveRows::names),
                new CallRow(
                        96,
                        "a credential that is deleted while it is in use",
                        "its stream ends as it should; 503 for the next",
                        LiveRows::delete),
                new CallRow(
                        87,
                        "100 wrong log-ins (89: each with another X-Forwarded-For)",
                        "429 with Retry-After; another address gets in",
                        LiveRows::logIns));
    }

    private static void messages(Bench bench, Protocol protocol) {
        String good = Front.OPENAI.good();
        int from = good.indexOf('[') + 1;
        int to = good.lastIndexOf(']');
        String many = (good.substring(from, to) + ',').repeat(99_999);
        byte[] body = (good.substring(0, from) + many + good.substring(from)).getBytes(UTF_8);
        Duration best = COUNTED_WITHIN;
        for (int i = 0; i < TRIES && best.compareTo(REFUSED_WITHIN) > 0; i++) {
            Got got = bench.wire.chat(Front.OPENAI, protocol, body);
            got.checkRefused(400, "at most 50000");
            best = got.took();
        }
        assertThat(best).isLessThan(REFUSED_WITHIN);
    }

    private static void link(Bench bench, Protocol protocol) {
        Got got = Request.operator("GET", "credentials", "").send(bench, protocol);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).doesNotContain(Bench.LINK);
        assertThat(bench.log.lines()).anyMatch(line -> line.contains(Bench.LINK) && line.contains("no link"));
    }

    private static void foreign(Bench bench, Protocol protocol) {
        String key = "secret-of-58";
        Request.admin("POST", "keys", "{'key':'%s'}".formatted(key)).send(bench, protocol);
        for (String model : List.of("gpt-4", "up/gpt-4")) {
            Request.with(key, "POST", Front.OPENAI.path(), Front.OPENAI.with("'model':'%s'".formatted(model)))
                    .send(bench, protocol)
                    .checkRefused(403, "may not use the model");
        }
        Request.admin("DELETE", "keys/" + key, "").send(bench, protocol);
    }

    private static void frames(Bench bench, Protocol protocol) {
        for (StreamFront stream : StreamFront.values()) {
            bench.upstream.forget();
            Map<String, String> caller = Map.of("authorization", "Bearer " + Secrets.CALLER);
            Got got = bench.wire.send(protocol, "POST", stream.path, caller, stream.request(Bench.FRAMES));
            assertThat(got.status()).as(got.body()).isEqualTo(200);
            assertThat(stream.text(got.body())).as(got.body()).isEqualTo(Bench.FRAMES);
            JsonNode asked = Json.read(bench.upstream.requests().getFirst().body());
            assertThat(asked.at("/messages/0/content").asText()).isEqualTo(Bench.FRAMES);
        }
    }

    private static void count(Bench bench, Protocol protocol) throws Exception {
        String text = "x".repeat(1 << 20);
        byte[] claude = Front.CLAUDE
                .with("'messages':[{'role':'user','content':'%s'}]".formatted(text))
                .getBytes(UTF_8);
        byte[] responses = Front.RESPONSES.with("'input':'%s'".formatted(text)).getBytes(UTF_8);
        byte[] natively = Front.REST
                .with("'messages':[{'role':'ROLE_USER','parts':[{'text':{'text':'%s'}}]}]".formatted(text))
                .getBytes(UTF_8);
        Map<String, String> caller = Map.of("authorization", "Bearer " + Secrets.CALLER);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = List.of(
                    threads.submit(
                            () -> bench.wire.send(protocol, "POST", "/v1/messages/count_tokens", caller, claude)),
                    threads.submit(
                            () -> bench.wire.send(protocol, "POST", "/v1/responses/input_tokens", caller, responses)),
                    threads.submit(() -> bench.wire.send(protocol, "POST", "/api/v1/chat/tokens", caller, natively)));
            Got other = bench.wire.send(protocol, "GET", "/healthz", Map.of(), new byte[0]);
            assertThat(other.took()).isLessThan(COUNTED_WITHIN);
            for (Future<Got> count : counts) {
                assertThat(count.get().status()).as(count.get().body()).isEqualTo(200);
                assertThat(count.get().took()).isLessThan(COUNTED_WITHIN);
            }
        }
    }

    private static void revoke(Bench bench, Protocol protocol) throws IOException {
        String key = "secret-of-80";
        assertThat(Request.admin("POST", "keys", "{'key':'%s'}".formatted(key))
                        .send(bench, protocol)
                        .status())
                .isEqualTo(200);
        byte[] body = Front.OPENAI
                .with("'stream':true,'model':'ds/deepseek-chat','user':'%s'".formatted(OpenStreams.MARK))
                .getBytes(UTF_8);
        try (Response stream = bench.wire.open(
                protocol, "POST", Front.OPENAI.path(), Map.of("authorization", "Bearer " + key), body)) {
            var source = Objects.requireNonNull(stream.body()).source();
            assertThat(source.readUtf8Line()).startsWith("data: {");
            long begun = System.nanoTime();
            Request.admin("DELETE", "keys/" + key, "").send(bench, protocol);
            assertThat(source.readUtf8())
                    .contains("authentication_error", "was revoked")
                    .doesNotContain("[DONE]");
            assertThat(System.nanoTime() - begun).isLessThan(REVOKED_WITHIN.toNanos());
        }
        Request.with(key, "POST", Front.OPENAI.path(), Front.OPENAI.good())
                .send(bench, protocol)
                .checkRefused(401, "");
    }

    private static void race(Bench bench, Protocol protocol) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of("a", "b").stream()
                    .map(name -> threads.submit(() -> Request.admin(
                                    "POST",
                                    "config",
                                    "{'keys':['secret-of-%1$s-1','secret-of-%1$s-2']}".formatted(name))
                            .send(bench, protocol)))
                    .toList();
            for (Future<Got> each : both) {
                assertThat(each.get().status()).isEqualTo(200);
            }
        }
        String keys = Json.read(
                        Request.admin("GET", "export", "").send(bench, protocol).body())
                .path("json")
                .asText();
        assertThat(keys).matches(".*\\[\"secret-of-([ab])-1\",\"secret-of-\\1-2\"].*");
        Request.admin("POST", "config", "{'keys':[]}").send(bench, protocol);
    }

    private static void names(Bench bench, Protocol protocol) {
        for (String name : List.of("<img src=x onerror=alert(1)>@example.com", "=cmd()@example.com")) {
            assertThat(Request.admin("POST", "accounts", "{'email':'%s','password':'secret-of-94'}".formatted(name))
                            .send(bench, protocol)
                            .status())
                    .isEqualTo(200);
            Got list = Request.admin("GET", "accounts", "").send(bench, protocol);
            assertThat(list.headers().get("content-type")).startsWith("application/json");
            assertThat(Json.read(list.body()).at("/items/0/email").asText()).isEqualTo(name);
            String path = "accounts/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
            assertThat(Request.admin("DELETE", path, "").send(bench, protocol).status())
                    .isEqualTo(200);
        }
    }

    private static void delete(Bench bench, Protocol protocol) throws Exception {
        CountDownLatch deleted = new CountDownLatch(1);
        Reply held = Reply.sse()
                .await(deleted)
                .then(GeminiAnswers.stream(Answer.text("Hello")).body());
        bench.gemini.answers((model, request) -> held);
        Request.operator(
                        "POST",
                        "credentials",
                        "{'filename':'ann.json','credentials':{'api_key':'%s'}}".formatted(Secrets.ANN))
                .send(bench, protocol);
        byte[] body =
                Front.OPENAI.with("'stream':true,'model':'g/gemini-2.5-flash'").getBytes(UTF_8);
        Map<String, String> caller = Map.of("authorization", "Bearer " + Secrets.CALLER);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stream = threads.submit(() -> bench.wire.send(protocol, "POST", Front.OPENAI.path(), caller, body));
            Awaitility.await().until(() -> bench.gemini.calls(Secrets.ANN) > 0);
            assertThat(Request.operator("DELETE", "credentials/ann", "")
                            .send(bench, protocol)
                            .status())
                    .isEqualTo(200);
            bench.wire.chat(Front.OPENAI, protocol, body).checkRefused(503, "");
            deleted.countDown();
            assertThat(stream.get().body()).contains("Hello").endsWith("data: [DONE]\n\n");
        }
    }

    private static void logIns(Bench bench, Protocol protocol) throws Exception {
        for (int i = 0; i < 100; i++) {
            Got got = Request.bare("POST", "/admin/login", "{'admin_key':'wrong'}")
                    .header("x-forwarded-for", "192.0.2." + i)
                    .send(bench, protocol);
            assertThat(got.status()).isIn(401, 429);
            if (i >= 10) {
                got.checkRefused(429, "Too many attempts");
                assertThat(Integer.parseInt(Objects.requireNonNull(got.headers().get("retry-after"))))
                        .isBetween(1, 60);
            }
        }
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.2"))
                .build()) {
            HttpRequest right = HttpRequest.newBuilder(URI.create(bench.gateway.url() + "/admin/login"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"admin_key\":\"%s\"}".formatted(Secrets.ADMIN)))
                    .build();
            assertThat(elsewhere
                            .send(right, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
