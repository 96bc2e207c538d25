package dev.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("mTLS: who shows the right certificate is let in, and needs a key as before")
@Tag(Effort.TAG)
@Timeout(30)
class ClientCertificateTest {
    @TempDir
    private Path folder;

    @Test
    void servesThoseWithTheRightOneAlone_whenRequired() throws Exception {
        try (TlsGateway gateway = TlsGateway.start(folder, "SERVER_TLS_CLIENT_AUTH", "required")) {
            assertThat(status(gateway, gateway.authority.clients(gateway.authority.issue("client"))))
                    .startsWith("HTTP/1.1 200");
            refuses(gateway, gateway.authority.clients());
            refuses(gateway, gateway.authority.clients(foreign()));
            refuses(gateway, gateway.authority.clients(expired(gateway)));
        }
    }

    @Test
    void servesThoseWithoutOneToo_whenOptional() throws Exception {
        try (TlsGateway gateway = TlsGateway.start(folder, "SERVER_TLS_CLIENT_AUTH", "optional")) {
            assertThat(status(gateway, gateway.authority.clients(gateway.authority.issue("client"))))
                    .startsWith("HTTP/1.1 200");
            assertThat(status(gateway, gateway.authority.clients())).startsWith("HTTP/1.1 200");
            refuses(gateway, gateway.authority.clients(expired(gateway)));
        }
    }

    @Test
    void asksForNone_whenOff() throws Exception {
        try (TlsGateway gateway = TlsGateway.start(folder)) {
            assertThat(status(gateway, gateway.authority.clients(foreign()))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void doesNotStart_whenNobodyIsTrusted() {
        assertThatThrownBy(() -> Gateway.start(
                        "SERVER_TLS_CERTIFICATE",
                        "a",
                        "SERVER_TLS_PRIVATE_KEY",
                        "b",
                        "SERVER_TLS_CLIENT_AUTH",
                        "required"))
                .hasMessageContaining("server.tls.client-auth is required")
                .hasMessageContaining("server.tls.client-ca");
    }

    private static Issued foreign() {
        return new TestAuthority("authority").issue("client");
    }

    private static Issued expired(TlsGateway gateway) {
        return gateway.authority.issue("client", "EC", Duration.ofHours(-1));
    }

    private static void refuses(TlsGateway gateway, SSLContext client) {
        assertThatThrownBy(() -> status(gateway, client)).isInstanceOf(IOException.class);
    }

    private static String status(TlsGateway gateway, SSLContext client) throws IOException {
        try (SSLSocket socket = gateway.connect(client, new SSLParameters())) {
            TlsGateway.ask(socket, "builtin/echo", false);
            return TlsGateway.readUntil(socket, "\r\n");
        }
    }
}
