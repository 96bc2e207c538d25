package dev.parley.server.frontend.admin;

import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.parley.server.Gateway;
import dev.parley.server.access.AdminKey;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.frontend.connection.OpenConnections;
import dev.parley.server.frontend.grpc.GrpcFrontend;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.frontend.http.ErrorFamilies;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Listeners;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.frontend.transcode.JsonShape;
import dev.parley.server.frontend.transcode.Transcoder;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.pool.FakeClock;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.MetadataUtils;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** A scripted admin service on a real listener, over REST and gRPC, and the clients for it. */
final class AdminServer implements AutoCloseable {
    static final String KEY = "key-of-the-admin";

    final FakeClock clock = new FakeClock();
    final ScriptedAdmin admin;
    private final Metrics metrics = new Metrics();
    private final WebServer server;
    private final GrpcFrontend grpc;
    private final ManagedChannel channel;

    AdminServer(boolean seesKeys) {
        Settings settings =
                Gateway.settings(List.of(), Map.of("PARLEY_SERVER_PORT", "0", "PARLEY_ACCESS_ADMIN_KEY", KEY));
        AdminSessions sessions = new AdminSessions(AdminKey.of(settings.access().adminKey()), settings.access(), clock);
        admin = new ScriptedAdmin(sessions);
        grpc = new GrpcFrontend(settings.server(), new Readiness(), metrics.grpc());
        var families = new ErrorFamilies(List.of(new ErrorFamilies.Family("/", JsonShape.PLAIN::writeError)));
        HttpRouting.Builder http = HttpRouting.builder();
        Routes routes = new Routes(http, new ErrorReply(families), new LiveSettings(settings), metrics.http());
        List<ServerServiceDefinition> services =
                List.of(new AdminFrontend(admin, sessions, metrics.access()).service(seesKeys));
        http.register(new Transcoder(metrics, 32 << 20).serve(services, JsonShape.PLAIN));
        routes.unknownPaths();
        GrpcFrontend.Wire wire = grpc.serve(services, true);
        server = new Listeners(
                        settings.server(), families, new OpenConnections(settings.connections(), open -> false), null)
                .build(List.of(new Listeners.Listener("default", "127.0.0.1", 0, http, wire.routing(), wire.http2())))
                .start();
        channel = Grpc.newChannelBuilder("127.0.0.1:" + server.port(), InsecureChannelCredentials.create())
                .build();
    }

    /** The gRPC stub of a caller with this {@code authorization}; empty: without one. */
    AdminServiceBlockingStub stub(String authorization) {
        AdminServiceBlockingStub stub = AdminServiceGrpc.newBlockingStub(channel);
        if (authorization.isEmpty()) {
            return stub;
        }
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        headers.put(Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER), "203.0.113.7");
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Sends a request over REST; {@code body} empty: without one. */
    HttpResponse<String> send(String method, String path, String authorization, String body) throws Exception {
        return sendFrom("127.0.0.1", method, path, authorization, body);
    }

    HttpResponse<String> sendFrom(String address, String method, String path, String authorization, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("x-forwarded-for", "203.0.113." + System.nanoTime() % 250)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(address))
                .build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    int port() {
        return server.port();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.stop();
        grpc.close();
    }
}
