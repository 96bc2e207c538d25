package dev.parley.server.tls;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A gateway whose listeners are encrypted, with the files of its certificate. */
final class TlsGateway implements AutoCloseable {
    static final String KEY = "key-of-ann";

    final TestAuthority authority = new TestAuthority("authority");
    final Path certificate;
    final Path key;
    private final Gateway gateway;

    private TlsGateway(Path folder, List<String> profiles, String... settings) throws IOException {
        this.certificate = folder.resolve("tls.crt");
        this.key = folder.resolve("tls.key");
        Path clientCa = folder.resolve("clients.crt");
        authority.issue("first").write(certificate, key);
        Files.writeString(clientCa, Issued.pem("CERTIFICATE", Issued.encoded(authority.certificate())));
        List<String> all = new ArrayList<>(List.of(
                "ACCESS_API_KEYS",
                KEY,
                "SERVER_TLS_CERTIFICATE",
                certificate.toString(),
                "SERVER_TLS_PRIVATE_KEY",
                key.toString(),
                "SERVER_TLS_RELOAD",
                "20ms"));
        if (Stream.of(settings).anyMatch("SERVER_TLS_CLIENT_AUTH"::equals)) {
            all.addAll(List.of("SERVER_TLS_CLIENT_CA", clientCa.toString()));
        }
        all.addAll(List.of(settings));
        this.gateway = Gateway.start(profiles, all.toArray(String[]::new));
    }

    static TlsGateway start(Path folder, String... settings) throws IOException {
        return start(folder, List.of(), settings);
    }

    static TlsGateway start(Path folder, List<String> profiles, String... settings) throws IOException {
        return new TlsGateway(folder, profiles, settings);
    }

    int port() {
        return gateway.port();
    }

    int port(String profile) {
        return gateway.port(profile);
    }

    String url() {
        return "https://127.0.0.1:" + port();
    }

    /** The SDK over gRPC. */
    ParleyClient grpc() {
        return ParleyClient.builder()
                .grpc("127.0.0.1:" + port())
                .tls(authority.trust())
                .key(KEY)
                .build();
    }

    /** The SDK over REST. */
    ParleyClient rest() {
        return ParleyClient.builder()
                .rest(url())
                .tls(authority.trust())
                .key(KEY)
                .build();
    }

    static ChatRequest request(String model) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
                .build();
    }

    /** A socket that has shaken hands, as a client that shows no certificate. */
    SSLSocket connect() throws IOException {
        return connect(authority.clients(), new SSLParameters());
    }

    SSLSocket connect(SSLContext context, SSLParameters parameters) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port());
        socket.setSoTimeout(10_000);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Sends a chat request over HTTP/1.1. */
    static void ask(SSLSocket socket, String model, boolean stream) throws IOException {
        String body = chat(model, stream);
        String request =
                "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(KEY, body.length(), body);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    static String chat(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream);
    }

    /** Reads until a text has come; all that was read. */
    static String readUntil(SSLSocket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("It ended before '%s' came: %s".formatted(text, read));
            }
            read.append((char) next);
        }
        return read.toString();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
