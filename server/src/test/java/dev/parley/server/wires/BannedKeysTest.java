package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BAN-01, BAN-04, BAN-05, BAN-07: keys that are banned, sessions that keep theirs, and what replies tell")
class BannedKeysTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String HI = Http.chat("gpt-4", false);
    private static final String CREDENTIAL = "x-routing-credential";
    private static final String REASON = "x-routing-reason";
    private static final String SOURCE = "x-routing-sticky-source";

    private final FakeUpstream host =
            FakeUpstream.openAi(request -> request.wantsStream() ? Hosts.stream("ok") : Hosts.whole("ok"));

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    @DisplayName("BAN-07: nothing is told unless features.diagnostics is on")
    void tellsNothing() throws Exception {
        try (Gateway gateway = start()) {
            assertThat(Http.post(gateway, CHAT, HI).headers().map().keySet())
                    .noneMatch(name -> name.contains("routing"));
        }
    }

    @Test
    @DisplayName("BAN-04, BAN-07: X-Session-ID keeps the key, whole and streamed, over HTTP, native REST and gRPC")
    void keepsKeyOfSession() throws Exception {
        try (Gateway gateway = start("FEATURES_DIAGNOSTICS", "true", "PROVIDERS_UP_POOL_STICKY_ENABLED", "true")) {
            HttpResponse<String> first = session(gateway, HI);
            assertThat(header(first, REASON)).isEqualTo("selection");
            assertThat(header(first, SOURCE)).isEqualTo("header");
            String key = header(first, CREDENTIAL);
            assertThat(key).matches("[0-9a-f]{12}");
            for (HttpResponse<String> next :
                    List.of(session(gateway, HI), session(gateway, Http.chat("gpt-4", true)), overRest(gateway))) {
                assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
                assertThat(header(next, CREDENTIAL)).isEqualTo(key);
                assertThat(header(next, REASON)).isEqualTo("sticky");
            }
            Metadata told = grpc(gateway);
            assertThat(told.get(key(CREDENTIAL))).isEqualTo(key);
            assertThat(told.get(key(REASON))).isEqualTo("sticky");
            HttpResponse<String> other = Http.post(gateway, CHAT, HI);
            assertThat(header(other, SOURCE)).isEqualTo("conversation");
            assertThat(header(other, CREDENTIAL)).isNotEqualTo(key);
        }
    }

    @Test
    @DisplayName("BAN-01, BAN-06: three 429 ban a key for half an hour; callers hear of it at once, as Retry-After")
    void bansKey() throws Exception {
        try (Gateway gateway = start(
                "PROVIDERS_UP_API_KEYS", "secret-of-ann",
                "PROVIDERS_UP_POOL_BAN_ENABLED", "true",
                "PROVIDERS_UP_POOL_COOLDOWN_RATE_LIMITED", "0s")) {
            IntStream.range(0, 3).forEach(i -> host.enqueue(Hosts.error(429, "slow down")));
            for (int i = 0; i < 3; i++) {
                assertThat(Http.post(gateway, CHAT, HI).statusCode()).isEqualTo(429);
            }
            HttpResponse<String> banned = Http.post(gateway, CHAT, HI);
            assertThat(banned.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(header(banned, "retry-after"))).isBetween(1790, 1800);
            assertThat(host.requests()).hasSize(3);
        }
    }

    @Test
    @DisplayName(
            "BAN-05: at most min(8, 2 × keys) attempts; here each key has one, since one that failed is not asked again")
    void boundsAttempts() throws Exception {
        String keys = String.join(
                ",",
                Stream.iterate(1, i -> i + 1).limit(10).map(i -> "secret-" + i).toList());
        try (Gateway gateway = start(
                "PROVIDERS_UP_API_KEYS", keys,
                "PROVIDERS_UP_RETRY_MAX_ATTEMPTS", "8",
                "PROVIDERS_UP_RETRY_MAX_PER_CREDENTIAL", "2")) {
            IntStream.range(0, 10).forEach(i -> host.enqueue(Hosts.error(403, "no")));
            assertThat(Http.post(gateway, CHAT, HI).statusCode()).isEqualTo(503);
            assertThat(host.requests()).hasSize(8);
        }
    }

    @Test
    @DisplayName("POOL-05: a 400 is told as it is: no other key is asked, and the key goes on")
    void neverRotates_onCallersFault() throws Exception {
        try (Gateway gateway = start("FEATURES_DIAGNOSTICS", "true", "PROVIDERS_UP_API_KEYS", "secret-of-ann")) {
            for (int i = 0; i < 5; i++) {
                host.enqueue(Hosts.error(400, "This model's maximum context length is 8 tokens."));
                assertThat(Http.post(gateway, CHAT, HI).statusCode()).isEqualTo(400);
            }
            assertThat(host.requests()).hasSize(5);
            assertThat(Http.post(gateway, CHAT, HI).statusCode()).isEqualTo(200);
        }
    }

    private Gateway start(String... settings) {
        List<String> all = Stream.concat(
                        Stream.of(
                                "ACCESS_API_KEYS", Http.KEY,
                                "PROVIDERS_UP_TYPE", "openai",
                                "PROVIDERS_UP_BASE_URL", host.url(),
                                "PROVIDERS_UP_API_KEYS", "secret-of-ann,secret-of-bob",
                                "PROVIDERS_UP_MODELS", "gpt-4"),
                        Stream.of(settings))
                .toList();
        return Gateway.start(all.toArray(String[]::new));
    }

    private static HttpResponse<String> session(Gateway gateway, String body) throws Exception {
        return Http.post(gateway, CHAT, body, "x-session-id", "s-1");
    }

    private static HttpResponse<String> overRest(Gateway gateway) throws Exception {
        String body =
                "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"ROLE_USER\",\"parts\":[{\"text\":{\"text\":\"hi\"}}]}]}";
        return Http.post(gateway, "/api/v1/chat", body, "x-session-id", "s-1");
    }

    private static Metadata grpc(Gateway gateway) {
        Metadata metadata = new Metadata();
        metadata.put(key("x-session-id"), "s-1");
        AtomicReference<Metadata> told = new AtomicReference<>();
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build()) {
            client.chat()
                    .withInterceptors(
                            MetadataUtils.newAttachHeadersInterceptor(metadata),
                            MetadataUtils.newCaptureMetadataInterceptor(told, new AtomicReference<>()))
                    .chat(Asked.of("gpt-4", "hi"));
        }
        return Objects.requireNonNull(told.get());
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private static String header(HttpResponse<String> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }
}
