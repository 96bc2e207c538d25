package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.config.BrokenFiles;
import dev.parley.server.config.SettingsLoader;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("MA-30, MA-31, MA-50: settings and switches change while the gateway runs")
class RuntimeSettingsTest {
    private static final String KEY = "key-of-the-operator";
    private static final String CONFIG = "/routes/api/management/config";
    private static final String FEATURES = "/routes/api/management/features";
    private static final String CHAT = "/v1/chat/completions";

    @TempDir
    Path folder;

    private final FakeUpstream up = FakeUpstream.openAi(RuntimeSettingsTest::answer);
    private final FakeUpstream other = FakeUpstream.openAi(RuntimeSettingsTest::answer);
    private final Map<String, String> environment = new HashMap<>();
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        environment.put("PARLEY_SERVER_PORT", "0");
        environment.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
        environment.put("PARLEY_ACCESS_API_KEYS", Http.KEY);
        environment.put("PARLEY_ACCESS_MANAGEMENT_KEY", KEY);
        environment.put("PARLEY_CORS_ORIGINS", "https://pages.example");
        provider("UP", up);
        provider("OTHER", other);
        write("log: {level: warn}\nroutes: {fallbacks: {m: [up/m, other/m]}}\n");
        gateway = open();
    }

    @AfterEach
    void stop() {
        gateway.close();
        up.close();
        other.close();
    }

    @Test
    @DisplayName("MA-30: shown by name, secrets as ***")
    void showsSettings() throws Exception {
        HttpResponse<String> shown = operator("GET", CONFIG, "");
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body())
                .contains("\"log.level\":\"warn\"", "\"server.max-open-calls\":10000", "\"timeouts.idle\":\"60s\"")
                .contains(
                        "\"access.management-key\":\"***\"", "\"access.api-keys\":[\"***\"]", "\"features.retry\":true")
                .contains("\"providers.up.api-keys\":[\"***\"]", "\"routes.fallbacks\":{\"m\":[\"up/m\",\"other/m\"]}")
                .doesNotContain(KEY, Http.KEY, "secret-of");
    }

    @Test
    @DisplayName("MA-30: all problems at once, and nothing is applied")
    void refusesWithEveryProblem() throws Exception {
        String body = """
                {"log.level": "loud", "timeouts.idle": "soon", "no.such": 1, "routes.default-model": "up/m",
                 "routes.fallbacks": {"x": ["nowhere/m"]}}""";
        HttpResponse<String> refused = operator("PUT", CONFIG, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("log.level is 'loud'", "timeouts.idle is 'soon'", "no.such is no setting");
        assertThat(operator("GET", CONFIG, "").body())
                .contains("\"log.level\":\"warn\"", "\"routes.default-model\":\"\"");
    }

    @Test
    @DisplayName("MA-30: a restart-only setting is refused by its name; what comes back masked is no change")
    void refusesWhatNeedsRestart() throws Exception {
        HttpResponse<String> refused = operator(
                "PUT", CONFIG, "{\"server.port\": 9999, \"timeouts.connect\": \"1s\", \"log.level\": \"info\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("server.port", "timeouts.connect", "restart")
                .doesNotContain("log.level");

        HttpResponse<String> same = operator(
                "PUT",
                CONFIG,
                "{\"access.management-key\":\"***\",\"access.api-keys\":[\"***\"],\"timeouts.connect\":\"10000ms\"}");
        assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
        assertThat(same.body()).contains("\"message\":\"updated\"").doesNotContain("access");
    }

    @Test
    @DisplayName("MA-30, MA-50: wins over the file, outlives a restart, is taken back with null, and is audited")
    void keepsChanges() throws Exception {
        put("{\"routes.default-model\": \"up/m\", \"timeouts.idle\": \"7s\"}");
        assertThat(chatWithoutModel()).isEqualTo(200);

        gateway.close();
        gateway = open();
        assertThat(chatWithoutModel()).isEqualTo(200);
        assertThat(operator("GET", CONFIG, "").body())
                .contains("\"timeouts.idle\":\"7s\"", "\"providers.up.timeouts.idle\":\"7s\"");

        write("timeouts: {idle: 9s}\nroutes: {fallbacks: {m: [up/m, other/m]}}\n");
        operator("POST", CONFIG + "/reload", "{}");
        assertThat(operator("GET", CONFIG, "").body()).contains("\"timeouts.idle\":\"7s\"");
        assertThat(put("{\"routes.default-model\": null, \"timeouts.idle\": null}")
                        .body())
                .contains("routes.default-model", "timeouts.idle");
        assertThat(operator("GET", CONFIG, "").body()).contains("\"timeouts.idle\":\"9s\"");
        assertThat(chatWithoutModel()).isEqualTo(400);
    }

    @Test
    @DisplayName("MA-30: a reload tells what changed and what needs a restart; a broken file changes nothing")
    void reloads() throws Exception {
        write("""
                log: {level: info}
                timeouts: {connect: 3s}
                routes: {fallbacks: {m: [other/m]}}
                providers: {fresh: {type: openai, base-url: "http://127.0.0.1:9/v1"}}
                """);
        HttpResponse<String> reloaded = operator("POST", CONFIG + "/reload", "{}");
        assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
        assertThat(reloaded.body())
                .contains("\"changed\":[\"log.level\",\"routes.fallbacks\"]")
                .contains("timeouts.connect", "\"providers.fresh\"");
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(200);
        assertThat(other.requests()).hasSize(1);

        write("log: {level: loud}\nroutes: {fallbacks: {m: [up/m}}\n");
        HttpResponse<String> broken = operator("POST", CONFIG + "/reload", "{}");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("parley.yaml");
        assertThat(operator("GET", CONFIG, "").body()).contains("\"log.level\":\"info\"");
        // What is changed now is laid over the last settings that were whole.
        assertThat(put("{\"streaming.fake-chunk\": 5}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(BrokenFiles.class)
    @DisplayName("faults 8: whatever stands in the place of the file, what is in force stays, and the operator is told")
    void keepsSettings_whenTheFileIsBroken(BrokenFiles broken) throws Exception {
        broken.write(folder.resolve("parley.yaml"));
        HttpResponse<String> refused = operator("POST", CONFIG + "/reload", "{}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("parley.yaml");
        assertThat(operator("GET", CONFIG, "").body()).contains("\"log.level\":\"warn\"");
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesReload_whenFallbacksLeadToProvidersThatDoNotRun() throws Exception {
        write("""
                routes: {fallbacks: {m: [fresh/m]}}
                providers: {fresh: {type: openai, base-url: "http://127.0.0.1:9/v1"}}
                """);
        HttpResponse<String> refused = operator("POST", CONFIG + "/reload", "{}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("fresh/m", "restart");
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("MA-30: settings that work at once do")
    void worksAtOnce() throws Exception {
        assertThat(allowed("https://other.example")).isFalse();
        put("{\"cors.origins\": [\"https://other.example\"]}");
        assertThat(allowed("https://other.example")).isTrue();

        put("{\"providers.up.timeouts.first-event\": \"50ms\", \"providers.other.timeouts.first-event\": \"50ms\"}");
        up.enqueue(Reply.silence());
        other.enqueue(Reply.silence());
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).body()).contains("time limit of 50 ms");

        put("{\"server.max-open-calls\": 0}");
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(429);
    }

    @Test
    @DisplayName("MA-31: listed with their states; unknown ones are refused")
    void listsFeatures() throws Exception {
        assertThat(operator("GET", FEATURES, "").body())
                .contains("\"fake_streaming\":true", "\"anti_truncation\":false", "\"retry\":true")
                .contains("\"rate_limit\":true", "\"request_logging\":false", "\"diagnostics\":false");
        assertThat(operator("PUT", FEATURES + "/pprof", "{\"enabled\":true}").body())
                .contains("unsupported_feature");
        assertThat(operator("PUT", FEATURES + "/retry", "{}").statusCode()).isEqualTo(400);
        assertThat(operator("PUT", FEATURES + "/diagnostics", "{\"enabled\":true}")
                        .body())
                .contains("\"message\":\"updated\"", "\"feature\":\"diagnostics\"", "\"enabled\":true");
        gateway.close();
        gateway = open();
        assertThat(operator("GET", FEATURES, "").body()).contains("\"diagnostics\":true");
    }

    @ParameterizedTest
    @CsvSource({"retry, true, 200", "retry, false, 502", "rate_limit, false, 200", "rate_limit, true, 429"})
    @DisplayName("MA-31: retry and rate_limit switch while calls come")
    void switches(String feature, boolean enabled, int status) throws Exception {
        if (feature.equals("rate_limit")) {
            put("{\"server.max-open-calls\": 0}");
        } else {
            up.enqueue(Hosts.error(500, "broken"));
        }
        operator("PUT", FEATURES + '/' + feature, "{\"enabled\":%s}".formatted(enabled));
        assertThat(Http.post(gateway, CHAT, Http.chat("m", false)).statusCode()).isEqualTo(status);
    }

    @Test
    @DisplayName("MA-31, BAN-07: diagnostics switch while calls come")
    void switchesDiagnostics() throws Exception {
        for (boolean on : new boolean[] {true, false}) {
            operator("PUT", FEATURES + "/diagnostics", "{\"enabled\":%s}".formatted(on));
            HttpResponse<String> reply = Http.post(gateway, CHAT, Http.chat("m", false));
            assertThat(reply.headers().firstValue("x-routing-reason").isPresent())
                    .isEqualTo(on);
        }
    }

    @Test
    @DisplayName(
            "MA-31: request_logging switches while calls come; a line tells who, what and how it ended, not what was said")
    void switchesRequestLogging() throws Exception {
        put("{\"log.level\": \"info\"}");
        try (LogLines lines = new LogLines("parley.calls")) {
            Http.post(gateway, CHAT, Http.chat("m", false));
            assertThat(lines.texts()).isEmpty();
            operator("PUT", FEATURES + "/request_logging", "{\"enabled\":true}");
            Http.post(gateway, CHAT, Http.chat("m", false));
            Http.post(gateway, CHAT, Http.chat("no\\nbody", false));
            assertThat(lines.texts()).hasSize(2);
            assertThat(lines.texts().getFirst())
                    .contains("listener=default dialect=openai caller=default-key-1 model=m provider=up", "status=200")
                    .doesNotContain("hi", "ok");
            assertThat(lines.texts().getLast()).contains("model=no?body", "status=404");
        }
    }

    private static Reply answer(ReceivedRequest request) {
        return request.path().endsWith("/models")
                ? Reply.json(200, "{\"object\":\"list\",\"data\":[]}")
                : request.wantsStream() ? Hosts.stream("ok") : Hosts.whole("ok");
    }

    private void provider(String name, FakeUpstream host) {
        environment.put("PARLEY_PROVIDERS_" + name + "_TYPE", "openai");
        environment.put("PARLEY_PROVIDERS_" + name + "_BASE_URL", host.url() + "/v1");
        environment.put("PARLEY_PROVIDERS_" + name + "_API_KEYS", "secret-of-" + name);
    }

    private void write(String yaml) throws Exception {
        Files.writeString(folder.resolve("parley.yaml"), yaml);
    }

    private Gateway open() {
        return Gateway.start(SettingsLoader.load(
                new SettingsLoader.Request(environment, folder.resolve("parley.yaml"), List.of(), Map.of())));
    }

    private HttpResponse<String> put(String body) throws Exception {
        HttpResponse<String> reply = operator("PUT", CONFIG, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private int chatWithoutModel() throws Exception {
        return Http.post(gateway, CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .statusCode();
    }

    private boolean allowed(String origin) throws Exception {
        return Http.get(gateway, "/v1/models", "origin", origin)
                .headers()
                .firstValue("access-control-allow-origin")
                .isPresent();
    }

    private HttpResponse<String> operator(String method, String path, String body) throws Exception {
        return Http.sendBody(gateway, method, path, body, "authorization", "Bearer " + KEY);
    }
}
