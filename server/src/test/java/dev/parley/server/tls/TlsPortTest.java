package dev.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.parley.client.ParleyClient;
import dev.parley.testkit.Effort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TLS on the port: every protocol by ALPN, and nothing that is old")
@Tag(Effort.TAG)
@Timeout(30)
class TlsPortTest {
    @TempDir
    private static Path folder;

    private static TlsGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TlsGateway.start(
                folder,
                List.of("megallm"),
                "PROFILES_MEGALLM_PORT",
                "0",
                "PROFILES_MEGALLM_API_KEYS",
                TlsGateway.KEY,
                "PROVIDERS_MEGALLM_BASE_URL",
                "http://127.0.0.1:9/v1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void servesEitherProtocol(Version version) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(gateway.authority.clients())
                .version(version)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + TlsGateway.KEY)
                .POST(BodyPublishers.ofString(TlsGateway.chat("builtin/echo", true)))
                .build();

        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());

        assertThat(reply.version()).isEqualTo(version);
        assertThat(reply.body()).contains("\"hi\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void servesOpenAisOwnClient() {
        X509TrustManager trust = (X509TrustManager) gateway.authority.trust()[0];
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(TlsGateway.KEY)
                .sslSocketFactory(gateway.authority.clients().getSocketFactory())
                .trustManager(trust)
                .maxRetries(0)
                .build();
        var params = ChatCompletionCreateParams.builder()
                .model("builtin/echo")
                .addUserMessage("over TLS")
                .build();

        try (var chunks = client.chat().completions().createStreaming(params)) {
            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .map(choice -> choice.delta().content().orElse(""))
                            .reduce("", String::concat))
                    .isEqualTo("over TLS");
        }
        client.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesTheSdk(boolean grpc) {
        try (ParleyClient client = grpc ? gateway.grpc() : gateway.rest()) {
            assertThat(client.stream(TlsGateway.request("builtin/echo")).text()).isEqualTo("hi");
        }
    }

    @Test
    void servesHttp1_whenTheClientKnowsNoAlpn() throws Exception {
        try (SSLSocket socket = gateway.connect()) {
            TlsGateway.ask(socket, "builtin/echo", false);

            assertThat(TlsGateway.readUntil(socket, "\"usage\"")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void encryptsTheListenersOfProfilesToo() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(gateway.authority.clients()).build();
        URI ready = URI.create("https://127.0.0.1:%d/readyz".formatted(gateway.port("megallm")));

        assertThat(http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void carriesMuchBothWays() throws Exception {
        String text = "0123456789".repeat(200_000);
        HttpClient http =
                HttpClient.newBuilder().sslContext(gateway.authority.clients()).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + TlsGateway.KEY)
                .POST(BodyPublishers.ofString(
                        TlsGateway.chat("builtin/echo", false).replace("\"hi\"", '"' + text + '"')))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).body()).contains(text);
    }

    @Test
    void saysGoodbye_whenItClosesTheConnection() throws Exception {
        try (SSLSocket socket = gateway.connect()) {
            socket.getOutputStream().write("GET /readyz HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void goesOn_whenTheClientRenewsItsKeys() throws Exception {
        try (SSLSocket socket = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.startHandshake();
                TlsGateway.ask(socket, "builtin/echo", true);
                TlsGateway.readUntil(socket, "[DONE]\n\n\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void refusesAnotherHandshake_inTls12() throws Exception {
        SSLParameters older = new SSLParameters();
        older.setProtocols(new String[] {"TLSv1.2"});
        try (SSLSocket socket = gateway.connect(gateway.authority.clients(), older)) {
            TlsGateway.ask(socket, "builtin/echo", true);
            TlsGateway.readUntil(socket, "[DONE]\n\n\r\n0\r\n\r\n");

            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        TlsGateway.ask(socket, "builtin/echo", true);
                        TlsGateway.readUntil(socket, "[DONE]");
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesCiphersWithoutAuthentication() {
        SSLParameters weak =
                new SSLParameters(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"}, new String[] {"TLSv1.2"});

        assertThatThrownBy(() -> gateway.connect(gateway.authority.clients(), weak))
                .isInstanceOf(SSLHandshakeException.class);
    }
}
