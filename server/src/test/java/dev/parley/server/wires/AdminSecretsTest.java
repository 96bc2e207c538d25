package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.store.AuditLog;
import dev.parley.server.store.sqlite.SqliteStore;
import dev.parley.testkit.DeepSeekAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeVercel;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import dev.parley.testkit.VercelCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SEC-01, AD-14: secrets of accounts, keys and operators are in export alone, also when all goes wrong")
@Timeout(120)
class AdminSecretsTest {
    private static final String CANARY = "canary" + System.nanoTime();
    private static final String ADMIN = CANARY + "-admin";
    private static final String KEY = CANARY + "-key";
    private static final String TOKEN = CANARY + "-token";
    private static final String VERCEL = CANARY + "-vercel";
    private static final List<String> MODELS = List.of("deepseek-chat", "deepseek-reasoner");

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();
    private final FakeDeepSeek host = new FakeDeepSeek("a@example.com:" + CANARY + "-password", TOKEN);
    private final FakeVercel vercel = new FakeVercel(VERCEL, "");

    @TempDir
    private Path folder;

    private GatewayProcess gateway;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_DATA_DIR",
                folder.resolve("data").toString(),
                "PARLEY_PROVIDERS_DEEPSEEK_OPTIONS_FORM",
                "session",
                "PARLEY_PROVIDERS_DEEPSEEK_BASE_URL",
                host.url(),
                "PARLEY_ADMIN_VERCEL_BASE_URL",
                vercel.url(),
                "DS2API_CONFIG_PATH",
                folder.resolve("config.json").toString(),
                "DS2API_ADMIN_KEY",
                ADMIN,
                "DS2API_JWT_SECRET",
                CANARY + "-secret-of-the-tokens",
                "VERCEL_TOKEN",
                VERCEL,
                "PORT",
                "0",
                "LOG_LEVEL",
                "DEBUG"));
        for (String rest : List.of("RATE_LIMITED", "RATE_LIMITED_MAX", "REJECTED", "REJECTED_MAX", "FAILED")) {
            environment.put("PARLEY_PROVIDERS_DEEPSEEK_POOL_COOLDOWN_" + rest, "1ms");
        }
        gateway = GatewayProcess.start(folder.resolve("said"), environment, "--profile", "ds2api");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        host.close();
        vercel.close();
    }

    @Test
    void showsNoSecret() throws Exception {
        fill();
        useAll();
        assertThat(chats(KEY)).containsOnly(200);
        misuse();
        assertThat(chats(CANARY + "-direct")).containsOnly(401);
        breakHosts();

        assertThat(admin("GET", "/admin/export", "").body()).contains(KEY, TOKEN, CANARY + "-password");
        assertThat(admin("GET", "/admin/config", "").body().replace('"' + KEY + '"', ""))
                .doesNotContain(CANARY);
        assertThat(answers.toString()).contains("a@example.com").doesNotContain(CANARY);
        gateway.kill();
        assertThat(gateway.said()).contains("is ready after", " DEBUG ").doesNotContain(CANARY);
        try (SqliteStore store = SqliteStore.open(folder.resolve("data"), Map.of())) {
            assertThat(store.audit().latest(1000))
                    .extracting(AuditLog.Entry::toString)
                    .hasSizeGreaterThan(5)
                    .noneMatch(entry -> entry.contains(CANARY));
        }
    }

    private void fill() throws Exception {
        tell(admin("POST", "/admin/keys", "{\"key\": \"%s\"}".formatted(KEY)));
        tell(admin("POST", "/admin/keys", "{\"key\": \"%s\"}".formatted(KEY)));
        tell(admin(
                "POST",
                "/admin/accounts",
                "{\"email\": \"a@example.com\", \"password\": \"%s-password\"}".formatted(CANARY)));
        tell(admin("POST", "/admin/accounts", "{\"token\": \"%s\"}".formatted(TOKEN)));
        tell(admin("POST", "/admin/accounts", "{\"token\": \"%s\"}".formatted(TOKEN)));
        tell(admin(
                "POST",
                "/admin/import",
                "{\"accounts\": [{\"email\": \"b@example.com\", \"password\": \"%s-wrong\"}]}".formatted(CANARY)));
    }

    private void useAll() throws Exception {
        assertThat(admin("POST", "/admin/login", "{\"admin_key\": \"%s\"}".formatted(ADMIN))
                        .statusCode())
                .isEqualTo(200);
        for (String path : List.of("accounts", "keys", "queue/status", "vercel/config", "vercel/status", "verify")) {
            tell(admin("GET", "/admin/" + path, ""));
        }
        for (String path : List.of("accounts/test-all", "accounts/test-all/stream", "test", "vercel/sync")) {
            tell(admin("POST", "/admin/" + path, "{\"project_id\": \"%s\"}".formatted(FakeVercel.PROJECT)));
        }
        tell(admin("POST", "/admin/accounts/test", "{\"identifier\": \"b@example.com\", \"message\": \"hi\"}"));
    }

    /** Secrets where none belong. */
    private void misuse() throws Exception {
        tell(admin("POST", "/admin/login", "{\"admin_key\": \"%s-wrong\"}".formatted(ADMIN)));
        tell(admin("POST", "/admin/keys", "{\"key\": {\"%s\": 1}}".formatted(KEY)));
        tell(admin("POST", "/admin/config", "{\"keys\": \"%s\"}".formatted(KEY)));
        tell(admin("POST", "/admin/config", "{\"accounts\": [{\"password\": \"%s-password\"}]}".formatted(CANARY)));
        tell(admin("POST", "/admin/import", "{\"keys\": [\"%s\"".formatted(KEY)));
        tell(admin("POST", "/admin/test", "{\"api_key\": \"%s-unknown\"}".formatted(KEY)));
        tell(admin(
                "POST",
                "/admin/vercel/sync",
                "{\"project_id\": \"p\", \"vercel_token\": \"%s-wrong\"}".formatted(VERCEL)));
        tell(send(KEY, "GET", "/admin/config", ""));
        tell(send(ADMIN + "-wrong", "GET", "/admin/accounts", ""));
    }

    /** Hosts that repeat what they were sent. */
    private void breakHosts() throws Exception {
        vercel.fail(VercelCall.LIST, 500);
        tell(admin("POST", "/admin/vercel/sync", "{\"project_id\": \"%s\"}".formatted(FakeVercel.PROJECT)));
        for (int status : List.of(401, 429, 500)) {
            for (String path : List.of(FakeDeepSeek.COMPLETION, FakeDeepSeek.SESSION, FakeDeepSeek.LOG_IN)) {
                host.at(path, request -> echo(status, request));
                assertThat(chats(KEY)).doesNotContain(200);
                chats(CANARY + "-direct");
                tell(admin("POST", "/admin/accounts/test-all", ""));
                host.at(path, request -> null);
            }
        }
    }

    private static Reply echo(int status, ReceivedRequest request) {
        return DeepSeekAnswers.told(status, 40003, "no: Bearer %s %s".formatted(request.key(), request.body()), "null");
    }

    /** Asks over both wires, and gives the statuses of the answers. */
    private List<Integer> chats(String key) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String model : MODELS) {
            statuses.add(tell(send(key, "POST", "/v1/chat/completions", Http.chat(model, false))));
            statuses.add(tell(send(key, "POST", "/anthropic/v1/messages", Http.chat(model, true))));
        }
        return statuses;
    }

    private int tell(HttpResponse<String> answer) {
        answers.append(answer.headers().map()).append(answer.body()).append('\n');
        return answer.statusCode();
    }

    private HttpResponse<String> admin(String method, String path, String body) throws Exception {
        return send(ADMIN, method, path, body);
    }

    private HttpResponse<String> send(String key, String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.port("ds2api") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("authorization", "Bearer " + key)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
