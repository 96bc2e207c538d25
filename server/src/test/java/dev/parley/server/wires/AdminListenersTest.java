package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.parley.admin.v1.LoginRequest;
import dev.parley.server.Gateway;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The admin API on listeners: B15, B6, AD-05, AD-16")
class AdminListenersTest {
    private static final String KEY = "key-of-the-admin";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static Gateway gateway;

    /** A listener of the gateway: the default one and Puter's serve the admin API, MegaLLM's has routes of its own. */
    enum Listener {
        DEFAULT(true),
        PUTER(true),
        MEGALLM(false);

        private final boolean serves;

        Listener(boolean serves) {
            this.serves = serves;
        }

        int port() {
            return this == DEFAULT ? gateway.port() : gateway.port(name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @BeforeAll
    static void start() {
        gateway = Gateway.start(
                List.of("puter", "megallm"),
                "DATA_DIR",
                folder.toString(),
                "SERVER_MAX_BODY_SIZE",
                "100000",
                "ACCESS_ADMIN_KEY",
                KEY,
                "ACCESS_API_KEYS",
                Http.KEY,
                "ADMIN_PROVIDER",
                "ds",
                "PROVIDERS_DS_TYPE",
                "deepseek",
                "PROFILES_PUTER_PORT",
                "0",
                "PROFILES_PUTER_API_KEYS",
                Http.KEY,
                "PROFILES_PUTER_ADMIN",
                "true",
                "PROFILES_PUTER_LEGACY_ERRORS",
                "true",
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
    @EnumSource(Listener.class)
    @DisplayName("Where it is served it is whole, on both wires; elsewhere it is not there at all")
    void isServedOrNot(Listener listener) throws Exception {
        HttpResponse<String> reply = send(listener, "GET", "/admin/verify", KEY, "");
        assertThat(reply.statusCode()).isEqualTo(listener.serves ? 401 : 404);
        assertThat(reply.body()).startsWith("{\"detail\":\"");
        if (listener.serves) {
            assertThat(reply.body()).contains("The admin key is no token");
        }

        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + listener.port(), InsecureChannelCredentials.create())
                .build();
        try {
            LoginRequest login = LoginRequest.newBuilder().setAdminKey(KEY).build();
            AdminServiceBlockingStub stub = AdminServiceGrpc.newBlockingStub(channel);
            if (listener.serves) {
                assertThat(stub.login(login).getSuccess()).isTrue();
            } else {
                assertThat(failure(() -> stub.login(login))).isEqualTo(Status.Code.UNIMPLEMENTED);
            }
            checksHealth(HealthGrpc.newBlockingStub(channel), listener.serves);
        } finally {
            channel.shutdownNow();
        }
    }

    private static void checksHealth(HealthBlockingStub health, boolean served) {
        HealthCheckRequest request = HealthCheckRequest.newBuilder()
                .setService(AdminServiceGrpc.SERVICE_NAME)
                .build();
        if (served) {
            assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
        } else {
            assertThat(failure(() -> health.check(request))).isEqualTo(Status.Code.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        DEFAULT | GET    | /admin/nothing           | 404 | {"detail":"
        DEFAULT | GET    | /admin/login             | 405 | {"detail":"GET /admin/login (expected: POST)
        DEFAULT | POST   | /admin/login             | 400 | {"detail":"admin_key is missing
        PUTER   | GET    | /admin/nothing           | 404 | {"detail":"
        PUTER   | GET    | /v1/nothing              | 404 | {"error":"
        MEGALLM | POST   | /admin/accounts          | 404 | {"detail":"
        MEGALLM | POST   | /admin/reload-keys       | 401 | {"error":{"message":
        MEGALLM | GET    | /admin/reset-failed-keys | 405 | {"error":{"message":
        """)
    @DisplayName("B6: errors have the shape of their path, also where nothing is served")
    void shapesErrors(Listener listener, String method, String path, int status, String beginning) throws Exception {
        HttpResponse<String> reply = send(listener, method, path, Http.KEY, "");

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).startsWith(beginning);
    }

    @Test
    @DisplayName("COM-13: a body over the limit is 413 in the admin API's shape")
    void refusesLargeBodies() throws Exception {
        String body = "{\"admin_key\":\"" + "x".repeat(300_000) + "\"}";

        HttpResponse<String> reply = send(Listener.DEFAULT, "POST", "/admin/login", KEY, body);

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"detail\":\"The body is too large (expected: at most 100000 bytes; setting server.max-body-size).\"}");
    }

    @Test
    @DisplayName("Fault 82: a caller's key opens nothing here, nor the admin's a model")
    void tellsCallersFromAdministrators() throws Exception {
        HttpResponse<String> caller = send(Listener.DEFAULT, "GET", "/admin/queue/status", Http.KEY, "");
        assertThat(caller.statusCode()).isEqualTo(401);
        assertThat(caller.body()).contains("access.admin-key", "callers' keys open nothing here");

        String chat = Http.chat("builtin/echo", false);
        assertThat(send(Listener.DEFAULT, "POST", "/v1/chat/completions", KEY, chat)
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/admin/login", "/admin/keys/k", "/v1/chat/completions"})
    @DisplayName("COM-14: preflights are answered alike, without a key")
    void answersPreflights(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(Listener.DEFAULT, path))
                .header("Origin", "https://console.example")
                .header("Access-Control-Request-Method", "DELETE")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();

        HttpResponse<String> reply = CLIENT.send(request, BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.headers().firstValue("access-control-allow-origin")).hasValue("*");
        assertThat(reply.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("DELETE");
        assertThat(reply.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("Authorization");
    }

    private static HttpResponse<String> send(Listener listener, String method, String path, String key, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(listener, path))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(Listener listener, String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    private static Status.Code failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call)
                .getStatus()
                .getCode();
    }
}
