package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.ParleyClient;
import dev.parley.management.v1.GetConfigRequest;
import dev.parley.management.v1.LoginRequest;
import dev.parley.management.v1.LoginResponse;
import dev.parley.management.v1.LogoutRequest;
import dev.parley.server.pool.FakeClock;
import dev.parley.server.store.AuditLog;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MA-05, MA-06, SEC-04: sessions of the management API")
@Timeout(60)
class SessionsTest {
    private static final String LOGIN = "{\"key\":\"key-of-the-operator\"%s}";

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path data;

    private ManagementServer server;

    @BeforeEach
    void start() {
        restart();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void restart(String... settings) {
        if (server != null) {
            server.close();
        }
        server = new ManagementServer(data, clock, settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                 | 2026-01-01T02:00:00Z | 7200
        ,"ttl_hours":0     | 2026-01-01T02:00:00Z | 7200
        ,"ttl_hours":1     | 2026-01-01T01:00:00Z | 3600
        ,"ttl_hours":168   | 2026-01-08T00:00:00Z | 604800
        """)
    void logsIn(String more, String expiry, int seconds) throws Exception {
        HttpResponse<String> reply = server.send("POST", "login", LOGIN.formatted(more));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .matches("\\{\"token\":\"[\\w.-]+\",\"session_id\":\"mgmt-[0-9a-f-]{36}\",\"expires_at\":\"%s\"}"
                        .formatted(expiry));
        String token = reply.body().split("\"")[3];
        assertThat(reply.headers().allValues("set-cookie"))
                .containsExactly(
                        "mgmt_session=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax".formatted(token, seconds));
        assertThat(config("Bearer " + token)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(seconds - 1));
        assertThat(config("Bearer " + token)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(config("Bearer " + token)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"key":"wrong"}                               | 401 | "code":"unauthorized"
        {"key":""}                                    | 400 | "field":"key"
        {}                                            | 400 | "field":"key"
        ``                                            | 400 | "field":"key"
        {"key":"key-of-the-operator","ttl_hours":-1}  | 400 | "field":"ttl_hours"
        {"key":"key-of-the-operator","ttl_hours":169} | 400 | "field":"ttl_hours"
        {"key":"key-of-the-operator","ttl_hours":"x"} | 400 | ttl_hours has another type
        {"key":                                       | 400 | line 1
        """)
    void refusesToLogIn(String body, int status, String fragment) throws Exception {
        HttpResponse<String> reply = server.send("POST", "login", body);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(fragment).doesNotContain(ManagementServer.KEY);
        assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https, true, true",
        "http, true, false",
        "https, false, false",
    })
    @DisplayName("MA-05: the cookie is Secure if a proxy that is trusted says that it speaks TLS")
    void marksCookiesOfTls(String protocol, boolean trusted, boolean secure) throws Exception {
        restart("MANAGEMENT_TRUSTED_PROXIES", trusted ? "127.0.0.0/8" : "");

        HttpResponse<String> reply = server.send(
                "POST", "login", LOGIN.formatted(""), "x-forwarded-proto", protocol, "x-forwarded-for", "127.0.0.1");

        assertThat(reply.headers().firstValue("set-cookie").orElse("").endsWith("; Secure"))
                .isEqualTo(secure);
    }

    @Test
    void logsInOverGrpc_withoutACookie() {
        try (ParleyClient client = ParleyClient.grpc(server.host())) {
            LoginResponse login = client.management()
                    .sessions()
                    .login(LoginRequest.newBuilder()
                            .setKey(ManagementServer.KEY)
                            .build());
            try (ParleyClient session = ParleyClient.builder()
                    .grpc(server.host())
                    .key(login.getToken())
                    .build()) {
                session.management().settings().getConfig(GetConfigRequest.getDefaultInstance());
                assertThat(server.scripted.caller).isEqualTo(login.getSessionId() + " at 127.0.0.1");
                assertThat(session.management()
                                .sessions()
                                .logout(LogoutRequest.getDefaultInstance())
                                .getMessage())
                        .isEqualTo("logged out");
                StatusRuntimeException over = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> session.management().settings().getConfig(GetConfigRequest.getDefaultInstance()));
                assertThat(over.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "cookie"})
    @DisplayName(
            "MA-06: a log-out ends the session for good, also after a restart; and again, and without one, it is 200")
    void logsOut(String header) throws Exception {
        String token = server.login(ManagementServer.KEY);
        String other = server.login(ManagementServer.KEY);
        String value = (header.equals("cookie") ? "a=b; mgmt_session=" : "Bearer ") + token;
        for (String[] headers : List.of(new String[] {header, value}, new String[] {header, value}, new String[0])) {
            HttpResponse<String> reply = server.send("POST", "logout", "", headers);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("{\"message\":\"logged out\"}");
            assertThat(reply.headers().firstValue("set-cookie"))
                    .hasValue("mgmt_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        }
        for (int i = 0; i < 2; i++) {
            assertThat(config("Bearer " + token)).isEqualTo(401);
            assertThat(config("Bearer " + other)).isEqualTo(200);
            restart();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_MANAGEMENT_KEY, another-key, 401, 401",
        "MANAGEMENT_READ_ONLY_KEY, another-key, 200, 401",
        "MANAGEMENT_SESSION_SECRET, another-secret, 401, 401",
        "ACCESS_JWT_SECRET, secret-of-the-admin-api, 200, 200"
    })
    @DisplayName("MA-05: a token is void once what it hangs on is another one")
    void voidsTokens(String setting, String value, int full, int reading) throws Exception {
        String token = server.login(ManagementServer.KEY);
        String readOnly = server.login(ManagementServer.READ_ONLY_KEY);
        restart(setting, value);
        assertThat(config("Bearer " + token)).isEqualTo(full);
        assertThat(config("Bearer " + readOnly)).isEqualTo(reading);
    }

    @Test
    @DisplayName("SEC-04: ten attempts a minute from one address, right or wrong; then 429, also over gRPC")
    void limitsLogIns() throws Exception {
        for (int i = 0; i < 10; i++) {
            String key = i % 2 == 0 ? "wrong" : ManagementServer.KEY;
            assertThat(server.send("POST", "login", "{\"key\":\"%s\"}".formatted(key))
                            .statusCode())
                    .isEqualTo(i % 2 == 0 ? 401 : 200);
        }
        HttpResponse<String> limited =
                server.send("POST", "login", LOGIN.formatted(""), "x-forwarded-for", "203.0.113.9");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).hasValue("60");
        assertThat(limited.body()).contains("\"code\":\"too_many_logins\",\"status\":\"RESOURCE_EXHAUSTED\"");
        try (ParleyClient client = ParleyClient.grpc(server.host())) {
            LoginRequest login =
                    LoginRequest.newBuilder().setKey(ManagementServer.KEY).build();
            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> client.management().sessions().login(login));
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(server.send("POST", "login", LOGIN.formatted("")).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("MA-50: who logged in and out, and who could not, is in the audit log, by the name of the session")
    void writesDownWhoCame() throws Exception {
        server.send("POST", "login", "{\"key\":\"wrong\"}");
        String id = server.send("POST", "login", LOGIN.formatted("")).body().split("\"")[7];
        server.send("POST", "logout", "", "authorization", "Bearer " + server.login(ManagementServer.READ_ONLY_KEY));

        List<AuditLog.Entry> entries = server.audit();
        assertThat(entries)
                .extracting(AuditLog.Entry::action)
                .containsExactly(
                        "management.login.failed", "management.login", "management.login", "management.logout");
        assertThat(entries).extracting(AuditLog.Entry::address).containsOnly("127.0.0.1");
        assertThat(entries.get(0).actor()).isEqualTo("nobody");
        assertThat(entries.get(1).actor()).isEqualTo(id);
        assertThat(entries.get(3).actor()).isEqualTo(entries.get(2).actor());
    }

    private int config(String authorization) throws Exception {
        return server.send("GET", "config", "", "authorization", authorization).statusCode();
    }
}
