package dev.parley.server.frontend.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.client.ChatTexts;
import dev.parley.client.ParleyClient;
import dev.parley.client.ParleyClientBuilder;
import dev.parley.http.ProtoJson;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.tls.Issued;
import dev.parley.server.tls.TestAuthority;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("HEL-04: the SDK over TLS")
@Timeout(20)
class TlsTest {
    private static final ChatRequest REQUEST = ChatRequest.newBuilder()
            .setModel("words")
            .addMessages(ChatTexts.user("over TLS"))
            .build();

    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final Issued OWN = AUTHORITY.issue("gateway");

    private static WebServer rest;
    private static Server grpc;

    @BeforeAll
    static void start() throws Exception {
        ScriptedChat chat = new ScriptedChat();
        rest = Wires.watchedServer()
                .tls(Tls.builder().sslContext(AUTHORITY.clients(OWN)).build())
                .routing(routing -> routing.register(
                        new Transcoder(new Metrics(), 32 << 20).serve(List.of(chat.bindService()), JsonShape.PROTO)))
                .build()
                .start();
        grpc = Grpc.newServerBuilderForPort(
                        0,
                        TlsServerCredentials.newBuilder()
                                .keyManager(OWN.keyManagers())
                                .build())
                .addService(chat)
                .build()
                .start();
    }

    @AfterAll
    static void stop() {
        grpc.shutdownNow();
        rest.stop();
    }

    @ParameterizedTest
    @EnumSource
    void streams_whenTheCertificateIsTrusted(Wires.Wire wire) {
        try (ParleyClient client = at(wire).tls(AUTHORITY.trust()).build()) {
            assertThat(client.stream(REQUEST).text()).isEqualTo("over TLS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUnavailable_whenTheCertificateIsNotTrusted(Wires.Wire wire) {
        try (ParleyClient client = at(wire).tls().build()) {
            var failure = catchThrowableOfType(
                    StatusRuntimeException.class, () -> client.stream(REQUEST).text());

            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    @DisplayName("Native REST over HTTP/2 sends the same frames")
    void streamsOverHttp2() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(AUTHORITY.clients(OWN)).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + rest.port() + "/api/v1/chat/stream"))
                .POST(BodyPublishers.ofString(ProtoJson.write(REQUEST)))
                .build();

        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());

        assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(reply.body())
                .startsWith("data: {\"started\":")
                .contains("\n\ndata: {\"partDelta\":{\"text\":\"TLS\"}}\n\n")
                .endsWith("\n\nevent: end\ndata: {}\n\n");
    }

    private static ParleyClientBuilder at(Wires.Wire wire) {
        return switch (wire) {
            case REST -> ParleyClient.builder().rest("https://127.0.0.1:" + rest.port());
            case GRPC -> ParleyClient.builder().grpc("127.0.0.1:" + grpc.getPort());
        };
    }
}
