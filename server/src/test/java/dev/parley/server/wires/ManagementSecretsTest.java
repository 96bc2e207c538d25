package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.store.AuditLog;
import dev.parley.server.store.sqlite.SqliteStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "SEC-01: keys and tokens of operators are in no answer, log or audit entry, but for the token that login gives")
@Timeout(120)
class ManagementSecretsTest {
    private static final String CANARY = "canary" + System.nanoTime();
    private static final String PATH = "/routes/api/management/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> answers = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void showsNoSecret() throws Exception {
        String token;
        try (GatewayProcess gateway = GatewayProcess.start(
                folder.resolve("said"),
                Map.of(
                        "PARLEY_DATA_DIR",
                        folder.resolve("data").toString(),
                        "PARLEY_LOG_LEVEL",
                        "debug",
                        "PARLEY_ACCESS_MANAGEMENT_KEY",
                        CANARY + "-key",
                        "PARLEY_MANAGEMENT_READ_ONLY_KEY",
                        CANARY + "-reader",
                        "PARLEY_MANAGEMENT_SESSION_SECRET",
                        CANARY + "-secret"))) {
            String login = send(gateway, "POST", "login", "{\"key\":\"%s-key\"}".formatted(CANARY), "");
            token = login.split("\"")[3];
            answers.clear();
            for (String credential : List.of("-key", "-reader", "-wrong")) {
                use(gateway, CANARY + credential);
            }
            use(gateway, token);
            send(gateway, "POST", "login", "{\"key\":\"%s-wrong\"}".formatted(CANARY), "");
            send(gateway, "POST", "login", "{\"key\":{\"%s\":1}}".formatted(CANARY), "");
            send(gateway, "POST", "login", "{\"key\":\"%s".formatted(CANARY), "");
            send(gateway, "POST", "logout", "", token);
            use(gateway, token);
            gateway.kill();
            assertThat(gateway.said()).contains("is ready after").doesNotContain(CANARY, token);
        }
        assertThat(answers)
                .hasSizeGreaterThan(10)
                .noneMatch(answer -> answer.contains(CANARY) || answer.contains(token));
        try (SqliteStore store = SqliteStore.open(folder.resolve("data"), Map.of())) {
            assertThat(store.audit().latest(100))
                    .extracting(AuditLog.Entry::toString)
                    .hasSizeGreaterThan(2)
                    .noneMatch(entry -> entry.contains(CANARY) || entry.contains(token));
        }
    }

    private void use(GatewayProcess gateway, String credential) throws Exception {
        send(gateway, "GET", "system", "", credential);
        send(gateway, "GET", "capabilities", "", credential);
        send(gateway, "POST", "credentials/reload", "{", credential);
    }

    private String send(GatewayProcess gateway, String method, String path, String body, String credential)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + PATH + path))
                .method(method, BodyPublishers.ofString(body));
        if (!credential.isEmpty()) {
            request.header("authorization", "Bearer " + credential).header("cookie", "mgmt_session=" + credential);
        }
        HttpResponse<String> reply = http.send(request.build(), BodyHandlers.ofString());
        answers.add(reply.body() + reply.headers().map());
        return reply.body();
    }
}
