package dev.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ParleyClient;
import dev.parley.server.wires.SdkCalls;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("COM-08 over TLS: when a caller goes away, the host's connection is closed within a second")
@Tag(Effort.TAG)
@Timeout(30)
class TlsCallerGoneTest {
    private static final SdkCalls CALLS = new SdkCalls();

    private final CountDownLatch asked = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private FakeUpstream upstream;
    private TlsGateway gateway;

    @BeforeEach
    void start() throws Exception {
        upstream = FakeUpstream.lax(request -> {
            asked.countDown();
            return Reply.silence();
        });
        gateway = TlsGateway.start(
                folder,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m");
    }

    @AfterEach
    void stop() {
        CALLS.close();
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource
    void closesHost(Leaving leaving) throws Exception {
        AutoCloseable call = leaving.call(gateway);
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.awaitClientClose(Duration.ofMillis(150)))
                .as("closed too early")
                .isFalse();

        call.close();

        assertThat(upstream.awaitClientClose(Duration.ofSeconds(1))).isTrue();
    }

    /** How a caller calls, and what leaving looks like. */
    enum Leaving {
        HTTP_1_WITH_GOODBYE {
            @Override
            AutoCloseable call(TlsGateway gateway) throws Exception {
                SSLSocket socket = gateway.connect();
                TlsGateway.ask(socket, "m", true);
                return socket;
            }
        },
        HTTP_1_CUT {
            @Override
            AutoCloseable call(TlsGateway gateway) throws Exception {
                return cut(gateway, false);
            }
        },
        HTTP_1_RESET {
            @Override
            AutoCloseable call(TlsGateway gateway) throws Exception {
                return cut(gateway, true);
            }
        },
        HTTP_2_RESET {
            @Override
            AutoCloseable call(TlsGateway gateway) {
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(gateway.authority.clients())
                        .build();
                var request = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                        .header("authorization", "Bearer " + TlsGateway.KEY)
                        .POST(BodyPublishers.ofString(TlsGateway.chat("m", true)))
                        .build();
                var reply = http.sendAsync(request, BodyHandlers.ofString());
                return () -> reply.cancel(true);
            }
        },
        GRPC_CANCEL {
            @Override
            AutoCloseable call(TlsGateway gateway) {
                return stream(gateway.grpc());
            }
        },
        GRPC_CLOSE {
            @Override
            AutoCloseable call(TlsGateway gateway) {
                ParleyClient client = gateway.grpc();
                stream(client);
                return client;
            }
        };

        abstract AutoCloseable call(TlsGateway gateway) throws Exception;

        private static AutoCloseable cut(TlsGateway gateway, boolean reset) throws Exception {
            Socket wire = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
            SSLSocket socket = (SSLSocket) gateway.authority
                    .clients()
                    .getSocketFactory()
                    .createSocket(wire, "127.0.0.1", gateway.port(), true);
            TlsGateway.ask(socket, "m", true);
            if (reset) {
                wire.setSoLinger(true, 0);
            }
            return wire;
        }

        private static AutoCloseable stream(ParleyClient begun) {
            return CALLS.begin(
                    begun,
                    client -> client.chat().streamChat(TlsGateway.request("m")).forEachRemaining(event -> {}));
        }
    }
}
