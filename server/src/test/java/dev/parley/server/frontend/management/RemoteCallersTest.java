package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.management.v1.GetConfigRequest;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.server.pool.FakeClock;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-02, SEC-07: callers on other machines, over REST and gRPC")
@Timeout(60)
class RemoteCallersTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 203.0.113.9, false, 403",
        "127.0.0.1, 203.0.113.9, true, 200",
        "127.0.0.1, 198.51.100.9, true, 403",
        "127.0.0.1, 127.0.0.2, false, 200",
        "192.0.2.1, 203.0.113.9, false, 200",
    })
    void areLetInByTheSettings(String proxy, String forwarded, boolean remote, int status) throws Exception {
        String[] settings = {
            "MANAGEMENT_TRUSTED_PROXIES",
            proxy,
            "MANAGEMENT_ALLOW_REMOTE",
            String.valueOf(remote),
            "MANAGEMENT_ALLOW_LIST",
            "203.0.113.0/24"
        };
        try (ManagementServer server = new ManagementServer(data, new FakeClock(), settings)) {
            HttpResponse<String> reply = server.send(
                    "GET",
                    "config",
                    "",
                    "authorization",
                    "Bearer " + ManagementServer.KEY,
                    "x-forwarded-for",
                    forwarded);
            assertThat(reply.statusCode()).isEqualTo(status);
            assertThat(reply.body().contains("remote_not_allowed")).isEqualTo(status == 403);
            assertThat(server.send(
                                    "POST",
                                    "login",
                                    "{\"key\":\"%s\"}".formatted(ManagementServer.KEY),
                                    "x-forwarded-for",
                                    forwarded)
                            .statusCode())
                    .isEqualTo(status);
            assertThat(overGrpc(server, forwarded))
                    .isEqualTo(status == 200 ? Status.Code.OK : Status.Code.PERMISSION_DENIED);
        }
    }

    private static Status.Code overGrpc(ManagementServer server, String forwarded) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + ManagementServer.KEY);
        headers.put(Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER), forwarded);
        ManagedChannel channel = Grpc.newChannelBuilder(server.host(), InsecureChannelCredentials.create())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        try {
            SettingsServiceGrpc.newBlockingStub(channel).getConfig(GetConfigRequest.getDefaultInstance());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }
}
