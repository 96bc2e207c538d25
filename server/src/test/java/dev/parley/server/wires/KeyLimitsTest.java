package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import dev.parley.client.ParleyClient;
import dev.parley.management.v1.GetKeyLimitsRequest;
import dev.parley.management.v1.KeyLimits;
import dev.parley.management.v1.Limits;
import dev.parley.management.v1.ListLimitsRequest;
import dev.parley.management.v1.SetKeyLimitsRequest;
import dev.parley.server.Gateway;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Budgets and open calls of caller keys, and their limits at run time")
class KeyLimitsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String LIMITS = "/routes/api/management/limits";
    private static final String LABEL = "default-key-1";
    private static final String ECHO = Http.chat("builtin/echo", false);
    private static final String ENDLESS = Http.chat("builtin/slow?ttft=0ms&gap=20ms&words=5000", true);
    private static final String[] OPERATOR = {"authorization", "Bearer key-of-the-operator"};

    @TempDir
    Path data;

    @Test
    void keepsBudget_overARestart_withoutAnyAdministration() throws Exception {
        try (Gateway gateway = gateway("LIMITS_DEFAULT_KEY_1_TOKENS_PER_DAY", "2")) {
            assertThat(chat(gateway)).isEqualTo(200);
            assertThat(chat(gateway)).isEqualTo(429);
        }
        try (Gateway gateway = gateway("LIMITS_DEFAULT_KEY_1_TOKENS_PER_DAY", "2")) {
            HttpResponse<String> refused = Http.post(gateway, CHAT, ECHO);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(1L, 86_400L);
            assertThat(refused.body()).contains("\"code\":\"insufficient_quota\"", LABEL + " may use 2 tokens a day");
            assertThat(Http.post(gateway, "/v1/messages", ECHO).body()).contains("\"type\":\"rate_limit_error\"");
            assertThat(Http.get(gateway, "/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void chargesWhatWasForwarded_whenTheCallerLeaves() throws Exception {
        try (Gateway gateway = managed("LIMITS_DEFAULT_TOKENS_TOTAL", "1000")) {
            HttpResponse<InputStream> left = Http.open(gateway, CHAT, ENDLESS);
            left.body().readNBytes(3000);
            left.body().close();
            await().untilAsserted(() -> {
                KeyLimits key = shown(gateway, LABEL);
                assertThat(key.getUses(0).getOpenCalls()).isZero();
                assertThat(key.getUses(0).getTotal().getTokens()).isGreaterThan(8);
                assertThat(key.getUses(0).getTotal().getEstimatedTokens())
                        .isEqualTo(key.getUses(0).getTotal().getTokens());
            });
        }
    }

    @Test
    void boundsOpenCalls_andTakesTheNext_whenOneHasEnded() throws Exception {
        try (Gateway gateway = gateway("LIMITS_DEFAULT_CONCURRENT_CALLS", "1")) {
            HttpResponse<InputStream> open = Http.open(gateway, CHAT, ENDLESS);
            open.body().read();
            HttpResponse<String> refused = Http.post(gateway, CHAT, ECHO);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
            open.body().close();
            await().until(() -> chat(gateway) == 200);
        }
    }

    @Test
    void countsAnonymousCallersOfAListenerAsOne() throws Exception {
        try (Gateway gateway = gateway("ACCESS_ALLOW_ANONYMOUS", "true", "LIMITS_ANONYMOUS_REQUESTS_PER_MINUTE", "1")) {
            assertThat(chat(gateway, "authorization", "Bearer nobody")).isEqualTo(200);
            assertThat(chat(gateway, "authorization", "Bearer nobody-else")).isEqualTo(429);
            assertThat(chat(gateway)).isEqualTo(200);
        }
    }

    @Test
    void setsLimitsAtRunTime_thatWinOverTheSettings_andOutliveARestart() throws Exception {
        try (Gateway gateway = managed("LIMITS_DEFAULT_REQUESTS_PER_MINUTE", "1")) {
            assertThat(chat(gateway)).isEqualTo(200);
            assertThat(chat(gateway)).isEqualTo(429);
            KeyLimits set = changed(
                    Http.sendBody(gateway, "PUT", LIMITS + '/' + LABEL, "{\"requests_per_minute\": 3}", OPERATOR));
            assertThat(set.getLimits().getRequestsPerMinute()).isEqualTo(3);
            assertThat(chat(gateway)).isEqualTo(200);
        }
        try (Gateway gateway = managed("LIMITS_DEFAULT_REQUESTS_PER_MINUTE", "1")) {
            KeyLimits kept = shown(gateway, LABEL);
            assertThat(kept.getOwn())
                    .isEqualTo(Limits.newBuilder().setRequestsPerMinute(3).build());
            assertThat(kept.getKey()).matches("key-[0-9a-f]{12}");
            assertThat(chat(gateway)).isEqualTo(200);
            assertThat(chat(gateway)).isEqualTo(200);
            KeyLimits cleared = changed(Http.send(gateway, "DELETE", LIMITS + '/' + kept.getKey(), OPERATOR));
            assertThat(cleared.hasOwn()).isFalse();
            assertThat(cleared.getLimits().getRequestsPerMinute()).isEqualTo(1);
            assertThat(chat(gateway)).isEqualTo(200);
            assertThat(chat(gateway)).isEqualTo(429);
        }
    }

    @Test
    void isTheSameOverGrpc() throws Exception {
        try (Gateway gateway = managed();
                ParleyClient client = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key("key-of-the-operator")
                        .build()) {
            Limits own = Limits.newBuilder().setTokensPerMonth(1_000_000).build();
            client.management()
                    .limits()
                    .setKeyLimits(SetKeyLimitsRequest.newBuilder()
                            .setKey(LABEL)
                            .setLimits(own)
                            .build());
            assertThat(chat(gateway)).isEqualTo(200);
            await().untilAsserted(() -> {
                KeyLimits all = client.management()
                        .limits()
                        .listLimits(ListLimitsRequest.getDefaultInstance())
                        .getKeys(0);
                assertThat(all)
                        .isEqualTo(client.management()
                                .limits()
                                .getKeyLimits(GetKeyLimitsRequest.newBuilder()
                                        .setKey(all.getKey())
                                        .build()));
                assertThat(all.getLimits()).isEqualTo(own);
                assertThat(all.getUses(0).getName()).isEqualTo(LABEL);
                assertThat(all.getUses(0).getMonth().getTokens()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, default-key-1, -1, key-of-the-operator, 400, requests_per_minute is -1",
        "PUT, default-key-9, 1, key-of-the-operator, 404, There is no key 'default-key-9'",
        "PUT, default-key-1, 1, key-of-a-reader, 403, read_only",
        "PUT, default-key-1, 1, caller-key, 401, unauthorized",
        "GET, default-key-1, 1, key-of-a-reader, 200, default-key-1",
        "PUT, key-0123456789ab, 1, key-of-the-operator, 200, key-0123456789ab",
        "PUT, anonymous, 1, key-of-the-operator, 200, anonymous",
    })
    void refusesWhatItShould(String method, String key, int limit, String bearer, int status, String text)
            throws Exception {
        try (Gateway gateway = managed("LIMITS_DEFAULT_REQUESTS_PER_MINUTE", "9")) {
            chat(gateway);
            String body = "{\"requests_per_minute\": %d}".formatted(limit);
            HttpResponse<String> answer =
                    Http.sendBody(gateway, method, LIMITS + '/' + key, body, "authorization", "Bearer " + bearer);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(text);
        }
    }

    @Test
    void keepsNoLimit_whileTheFeatureIsOff() throws Exception {
        try (Gateway gateway = gateway("LIMITS_DEFAULT_REQUESTS_PER_MINUTE", "1", "FEATURES_RATE_LIMIT", "false")) {
            assertThat(chat(gateway)).isEqualTo(200);
            assertThat(chat(gateway)).isEqualTo(200);
        }
    }

    private static int chat(Gateway gateway, String... headers) throws Exception {
        return Http.post(gateway, CHAT, ECHO, headers).statusCode();
    }

    private static KeyLimits shown(Gateway gateway, String key) throws Exception {
        return changed(Http.get(gateway, LIMITS + '/' + key, OPERATOR));
    }

    private static KeyLimits changed(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        KeyLimits.Builder key = KeyLimits.newBuilder();
        JsonFormat.parser().merge(answer.body(), key);
        return key.build();
    }

    private Gateway managed(String... settings) {
        List<String> all = new ArrayList<>(
                List.of("ACCESS_MANAGEMENT_KEY", "key-of-the-operator", "MANAGEMENT_READ_ONLY_KEY", "key-of-a-reader"));
        all.addAll(Arrays.asList(settings));
        return gateway(all.toArray(String[]::new));
    }

    private Gateway gateway(String... settings) {
        List<String> all = new ArrayList<>(List.of("DATA_DIR", data.toString(), "ACCESS_API_KEYS", Http.KEY));
        all.addAll(Arrays.asList(settings));
        return Gateway.start(all.toArray(String[]::new));
    }
}
