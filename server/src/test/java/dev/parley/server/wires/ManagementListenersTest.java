package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.ParleyClient;
import dev.parley.management.v1.GetCapabilitiesRequest;
import dev.parley.management.v1.GetMetricsRequest;
import dev.parley.management.v1.GetUsageRequest;
import dev.parley.server.Gateway;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The management API on listeners: B15, B6, MA-04, SEC-07")
@Timeout(60)
class ManagementListenersTest {
    private static final String KEY = "key-of-the-operator";
    private static final String ADMIN = "key-of-the-admin";
    private static final String PATH = "/routes/api/management/";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start(
                List.of("puter", "megallm"),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                KEY,
                "ACCESS_ADMIN_KEY",
                ADMIN,
                "ADMIN_PROVIDER",
                "puter",
                "DATA_DIR",
                folder.toString(),
                "PROFILES_PUTER_PORT",
                "0",
                "PROFILES_PUTER_API_KEYS",
                Http.KEY,
                "PROFILES_PUTER_MANAGEMENT",
                "true",
                "PROVIDERS_PUTER_API_KEYS",
                "token-of-ann",
                "PROFILES_MEGALLM_PORT",
                "0",
                "PROVIDERS_MEGALLM_KEY_FILE",
                folder.resolve("none").toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"default, 200, ''", "puter, 200, puter", "megallm, 404, ''"})
    @DisplayName("B15: the default listener serves it once there is a key, others if their profile says so")
    void isServedOrNot(String listener, int status, String provider) throws Exception {
        int port = port(listener);
        HttpResponse<String> reply = send(port, "GET", PATH + "capabilities", KEY);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(send(port, "GET", "/api/management/system?x=1", KEY).statusCode())
                .isEqualTo(status == 200 ? 307 : 404);
        try (ParleyClient client =
                ParleyClient.builder().grpc("127.0.0.1:" + port).key(KEY).build()) {
            if (status == 200) {
                assertThat(client.management()
                                .system()
                                .getCapabilities(GetCapabilitiesRequest.getDefaultInstance())
                                .getServer()
                                .getUpstreamProvider())
                        .isEqualTo(provider);
            } else {
                StatusRuntimeException failure = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> client.management()
                                .system()
                                .getCapabilities(GetCapabilitiesRequest.getDefaultInstance()));
                assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "key-of-the-operator, 200, 401, 401",
        "key-of-the-admin, 401, 200, 401",
        "caller-key, 401, 401, 200",
    })
    @DisplayName("B15: operators of two APIs and callers are three, and none is let in where another is")
    void keepsPrincipalsApart(String key, int management, int admin, int caller) throws Exception {
        assertThat(send(gateway.port(), "GET", PATH + "system", key).statusCode())
                .isEqualTo(management);
        assertThat(send(gateway.port(), "GET", "/admin/accounts", key).statusCode())
                .isEqualTo(admin);
        assertThat(send(gateway.port(), "GET", "/v1/models", key).statusCode()).isEqualTo(caller);
    }

    @Test
    @DisplayName("B15: a session of one API is none of the other's")
    void keepsSessionsApart() throws Exception {
        String admin = post("/admin/login", "{\"admin_key\":\"%s\"}".formatted(ADMIN));
        String management = post(PATH + "login", "{\"key\":\"%s\"}".formatted(KEY));
        String adminToken = admin.replaceFirst(".*\"token\":\"([^\"]+).*", "$1");
        String managementToken = management.replaceFirst(".*\"token\":\"([^\"]+).*", "$1");

        assertThat(send(gateway.port(), "GET", PATH + "system", adminToken).statusCode())
                .isEqualTo(401);
        assertThat(send(gateway.port(), "GET", PATH + "system", managementToken).statusCode())
                .isEqualTo(200);
        assertThat(send(gateway.port(), "GET", "/admin/accounts", adminToken).statusCode())
                .isEqualTo(200);
        assertThat(send(gateway.port(), "GET", "/admin/accounts", managementToken)
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "puter, GET, nothing, 404, NOT_FOUND",
        "default, DELETE, system, 405, UNIMPLEMENTED",
        "megallm, GET, system, 404, NOT_FOUND",
    })
    @DisplayName(
            "B6: errors have the shape of their path, on listeners with errors of their own and where it is not served")
    void shapesErrors(String listener, String method, String path, int status, String word) throws Exception {
        HttpResponse<String> reply = send(port(listener), method, PATH + path, KEY);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body())
                .contains("\"type\":\"management_error\"", "\"status\":\"" + word, "\"http_code\":" + status);
    }

    @Test
    @DisplayName("MA-11..MA-13: what is told is the running gateway's: its credentials, its counts, its calls by key")
    void tellsOfTheRunningGateway() throws Exception {
        HttpResponse<String> chat =
                Http.post(gateway, "/v1/chat/completions", Http.chat("builtin/echo", false), "x", "y");
        assertThat(chat.statusCode()).isEqualTo(200);
        HttpResponse<String> health = send(gateway.port(), "GET", PATH + "health", KEY);
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"storage\":\"ok\"", "\"auto_probe\":{\"enabled\":");
        try (ParleyClient client =
                ParleyClient.builder().rest(gateway.url()).key(KEY).build()) {
            assertThat(client.management()
                            .system()
                            .getUsage(GetUsageRequest.getDefaultInstance())
                            .getAggregates()
                            .getTotal()
                            .getSuccessRequests())
                    .isPositive();
        }
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(KEY)
                .build()) {
            assertThat(client.management()
                            .system()
                            .getMetrics(GetMetricsRequest.getDefaultInstance())
                            .getText())
                    .contains("gateway_management_access_total");
        }
    }

    @Test
    @DisplayName("Without a key it is not there, and nothing is opened for it")
    void isOffWithoutAKey() throws Exception {
        Path data = folder.resolve("unused");
        try (Gateway other = Gateway.start("DATA_DIR", data.toString())) {
            assertThat(send(other.port(), "GET", PATH + "system", KEY).statusCode())
                    .isEqualTo(404);
            assertThat(data).doesNotExist();
        }
        assertThat(Files.exists(folder.resolve("parley.db"))).isTrue();
    }

    private static int port(String listener) {
        return listener.equals("default") ? gateway.port() : gateway.port(listener);
    }

    private static String post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    private static HttpResponse<String> send(int port, String method, String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + key)
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
