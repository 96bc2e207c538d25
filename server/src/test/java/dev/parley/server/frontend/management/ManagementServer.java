package dev.parley.server.frontend.management;

import dev.parley.management.v1.Health;
import dev.parley.server.Gateway;
import dev.parley.server.access.AdminKey;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.OperatorAddresses;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.Settings;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.OpenConnections;
import dev.parley.server.frontend.grpc.GrpcFrontend;
import dev.parley.server.frontend.health.Readiness;
import dev.parley.server.frontend.http.ErrorFamilies;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Listeners;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.frontend.transcode.JsonShape;
import dev.parley.server.frontend.transcode.Transcoder;
import dev.parley.server.management.system.CapabilitiesReport;
import dev.parley.server.management.system.HealthReport;
import dev.parley.server.management.system.SystemReport;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.pool.FakeClock;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.sqlite.SqliteStore;
import io.grpc.ServerServiceDefinition;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The management API on a real listener and a real store, over REST and gRPC, at a time that tests move. */
final class ManagementServer implements AutoCloseable {
    static final String KEY = "key-of-the-operator";
    static final String READ_ONLY_KEY = "key-of-the-reader";
    static final String PATH = ManagementFrontend.PATH;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final FakeClock clock;
    private final Metrics metrics = new Metrics();
    final ScriptedManagement scripted = new ScriptedManagement();
    final List<CredentialView> credentials = new CopyOnWriteArrayList<>();
    final List<String> undiscovered = new CopyOnWriteArrayList<>();
    private final Settings all;
    private final SqliteStore store;
    private final GrpcFrontend grpc;
    private final WebServer server;

    /** {@code settings} are names and values without PARLEY_MANAGEMENT_ before them, in turn. */
    ManagementServer(Path data, FakeClock clock, String... settings) {
        this.clock = clock;
        this.store = SqliteStore.open(data, Map.of());
        this.all = settings(settings);
        this.grpc = new GrpcFrontend(all.server(), new Readiness(), metrics.grpc());
        ErrorFamilies families =
                new ErrorFamilies(List.of(new ErrorFamilies.Family("/", JsonShape.MANAGEMENT::writeError)));
        HttpRouting.Builder http = HttpRouting.builder();
        Routes routes = new Routes(http, new ErrorReply(families), new LiveSettings(all), metrics.http());
        ManagementFrontend frontend = new ManagementFrontend(
                List.of(
                        new SystemGrpcService(reports()),
                        scripted.settings(),
                        scripted.credentials(),
                        scripted.registry()),
                new ManagementAccess(all.access(), all.management(), store.documents(), store.audit(), clock),
                new OperatorAddresses(all.management(), clock),
                all.management().corsOrigins(),
                metrics.access());
        List<ServerServiceDefinition> services = frontend.services("gemini", "google");
        Transcoder transcoder = new Transcoder(metrics, all.server().maxBodySize());
        frontend.register(services, transcoder, routes);
        http.register(transcoder);
        routes.unknownPaths();
        GrpcFrontend.Wire wire = grpc.serve(services, true);
        this.server = new Listeners(all.server(), families, new OpenConnections(all.connections(), open -> false), null)
                .build(List.of(new Listeners.Listener("default", "127.0.0.1", 0, http, wire.routing(), wire.http2())))
                .start();
    }

    private static Settings settings(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_SERVER_PORT",
                "0",
                "PARLEY_ACCESS_MANAGEMENT_KEY",
                KEY,
                "PARLEY_MANAGEMENT_READ_ONLY_KEY",
                READ_ONLY_KEY));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("PARLEY_" + settings[i], settings[i + 1]);
        }
        return Gateway.settings(List.of(), environment);
    }

    private SystemGrpcService.Reports reports() {
        SystemReport system = new SystemReport("1.2.3", "4.5.0", clock.instant(), clock);
        HealthReport health = new HealthReport(
                system, store.documents(), () -> credentials, Health.AutoProbe::getDefaultInstance, () -> undiscovered);
        return new SystemGrpcService.Reports(
                system, health, new CapabilitiesReport(all), metrics.text(""), scripted.usage());
    }

    int port() {
        return server.port();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    /** What was written down, the oldest first. */
    List<AuditLog.Entry> audit() {
        return store.audit().latest(100).reversed();
    }

    /** Calls a path below the API's; {@code headers} are names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        BodyPublisher sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(method, URI.create("http://" + host() + PATH + path), sent, headers);
    }

    HttpResponse<String> send(String method, URI uri, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The token of a new session. */
    String login(String key) throws IOException, InterruptedException {
        HttpResponse<String> reply = send("POST", "login", "{\"key\":\"%s\"}".formatted(key));
        if (reply.statusCode() != 200) {
            throw ChatException.invalid("key", reply.body());
        }
        return reply.body().split("\"")[3];
    }

    /** A token that the admin API would give. */
    String adminToken() {
        AdminKey key = AdminKey.of(all.access().adminKey());
        return new AdminSessions(key, all.access(), clock)
                .login("127.0.0.1", key.secret().reveal(), 1)
                .token();
    }

    @Override
    public void close() {
        server.stop();
        grpc.close();
        store.close();
    }
}
