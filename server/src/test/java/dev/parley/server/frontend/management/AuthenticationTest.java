package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.parley.client.ParleyClient;
import dev.parley.client.ParleyClientBuilder;
import dev.parley.http.HttpStatuses;
import dev.parley.management.v1.GetConfigRequest;
import dev.parley.management.v1.GetMetricsRequest;
import dev.parley.management.v1.GetSystemRequest;
import dev.parley.management.v1.UpdateConfigRequest;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.server.pool.FakeClock;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MA-01, SEC-07: who may use the management API, over REST and gRPC")
@Timeout(60)
class AuthenticationTest {
    @TempDir
    private Path data;

    private ManagementServer server;

    private void start(String... settings) {
        server = new ManagementServer(data, new FakeClock(), settings);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # credential             | all may be read only | read | write | who
        key                      | false | 200 | 200 | management-key
        read-only key            | false | 200 | 403 | management-read-only-key
        session of key           | false | 200 | 200 | mgmt-
        session of read-only key | false | 200 | 403 | mgmt-
        key                      | true  | 200 | 403 | management-key
        session of key           | true  | 200 | 403 | mgmt-
        admin key                | false | 401 | 401 |
        caller key               | false | 401 | 401 |
        admin token              | false | 401 | 401 |
        nothing                  | false | 401 | 401 |
        """)
    void letsInWhomItShould(String credential, boolean readOnly, int read, int write, String who) throws Exception {
        start("MANAGEMENT_READ_ONLY", String.valueOf(readOnly), "ACCESS_ADMIN_KEY", "key-of-the-admin");
        String key = credential(credential);
        String[] headers = key.isEmpty() ? new String[0] : new String[] {"authorization", "Bearer " + key};

        assertThat(server.send("GET", "config", "", headers).statusCode()).isEqualTo(read);
        assertThat(server.send("HEAD", "config", "", headers).statusCode()).isEqualTo(read);
        assertThat(server.send("PUT", "config", "{}", headers).statusCode()).isEqualTo(write);
        if (who != null) {
            assertThat(server.scripted.caller).startsWith(who).endsWith(" at 127.0.0.1");
        }
        try (ParleyClient client = grpc(key)) {
            assertThat(code(client, c -> c.management().settings().getConfig(GetConfigRequest.getDefaultInstance())))
                    .isEqualTo(read);
            assertThat(code(client, c -> c.management().system().getMetrics(GetMetricsRequest.getDefaultInstance())))
                    .isEqualTo(read);
            assertThat(code(
                            client,
                            c -> c.management().settings().updateConfig(UpdateConfigRequest.getDefaultInstance())))
                    .isEqualTo(write);
            assertThat(code(
                            client,
                            c -> c.management()
                                    .credentials()
                                    .validateArchive(ValidateArchiveRequest.getDefaultInstance())))
                    .isEqualTo(write);
        }
    }

    @Test
    @DisplayName("COM-02: the SDK over REST is let in as over gRPC")
    void sdkOverRest() {
        start();
        try (ParleyClient client = ParleyClient.builder()
                .rest("http://" + server.host())
                .key(ManagementServer.KEY)
                .build()) {
            assertThat(client.management()
                            .system()
                            .getSystem(GetSystemRequest.getDefaultInstance())
                            .getVersion())
                    .isEqualTo("1.2.3");
        }
    }

    @Test
    void tellsStrangersWhatIsWanted() throws Exception {
        start();
        HttpResponse<String> reply = server.send("GET", "config", "");
        assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(reply.body()).contains("access.management-key").doesNotContain(ManagementServer.KEY);
        assertThat(server.scripted.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-of-the-operator", "key-of-the-reader"})
    @DisplayName("MA-01: a key may stand in the settings as its bcrypt hash; right keys stay right, wrong ones wrong")
    void knowsKeysByTheirHashes(String key) throws Exception {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2B).hashToString(4, key.toCharArray());
        boolean full = key.equals(ManagementServer.KEY);
        start(full ? "ACCESS_MANAGEMENT_KEY" : "MANAGEMENT_READ_ONLY_KEY", hash);
        for (int i = 0; i < 2; i++) {
            assertThat(server.send("GET", "config", "", "authorization", "Bearer " + key)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.send("GET", "config", "", "authorization", "Bearer " + key + "x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.send("GET", "config", "", "authorization", "Bearer " + hash)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.send("GET", "config", "", "authorization", "Bearer " + "x".repeat(100))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(server.send("GET", "config", "", "authorization", "Bearer " + server.login(key))
                        .statusCode())
                .isEqualTo(200);
    }

    private String credential(String name) throws Exception {
        return switch (name) {
            case "key" -> ManagementServer.KEY;
            case "read-only key" -> ManagementServer.READ_ONLY_KEY;
            case "session of key" -> server.login(ManagementServer.KEY);
            case "session of read-only key" -> server.login(ManagementServer.READ_ONLY_KEY);
            case "admin key" -> "key-of-the-admin";
            case "admin token" -> server.adminToken();
            case "caller key" -> "key-of-a-caller";
            default -> "";
        };
    }

    private ParleyClient grpc(String key) {
        ParleyClientBuilder builder = ParleyClient.builder().grpc(server.host());
        return key.isEmpty() ? builder.build() : builder.key(key).build();
    }

    /** How a call ends, as HTTP would tell it. */
    private static int code(ParleyClient client, Consumer<ParleyClient> call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(client));
        Status.Code code =
                failure == null ? Status.Code.OK : failure.getStatus().getCode();
        return HttpStatuses.of(code);
    }
}
