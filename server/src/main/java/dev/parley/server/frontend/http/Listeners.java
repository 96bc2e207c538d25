package dev.parley.server.frontend.http;

import dev.parley.server.config.Server;
import dev.parley.server.frontend.connection.OpenConnections;
import dev.parley.server.frontend.connection.WatchedSelector;
import dev.parley.server.frontend.tls.ServerCertificate;
import dev.parley.server.frontend.tls.TlsSelector;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.grpc.GrpcRouting;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the web server: its ports, and on each of them HTTP/1.1, HTTP/2 and gRPC with the same limits. Helidon's
 * defaults that are unbounded are bounded here, all in one place.
 */
public final class Listeners {
    /** Beyond what our own check reads, so that ours answers and Helidon's is the backstop. */
    private static final long PAYLOAD_MARGIN = 2L * Bodies.LEFT_MOST;

    private static final int BACKLOG = 4096;
    private static final int PROLOGUE_MAX = 8 * 1024;
    private static final int HEADERS_MAX = 16 * 1024;
    /** None: answers are written in one piece, and streams as much at a time as there is. */
    private static final int WRITE_BUFFER = 0;

    private final Server settings;
    private final ErrorFamilies families;
    private final OpenConnections connections;
    private final @Nullable ServerCertificate certificate;

    /** A port with what it serves. The first of a server is its default listener. */
    public record Listener(
            String name,
            String host,
            int port,
            HttpRouting.Builder http,
            GrpcRouting.Builder grpc,
            Http2ConnectionSelector http2) {}

    /** {@code certificate} is what they are encrypted with; null: they speak in the clear. */
    public Listeners(
            Server settings,
            ErrorFamilies families,
            OpenConnections connections,
            @Nullable ServerCertificate certificate) {
        this.settings = settings;
        this.families = families;
        this.connections = connections;
        this.certificate = certificate;
    }

    /** A server with these listeners, not started yet. */
    public WebServer build(List<Listener> listeners) {
        Listener main = listeners.getFirst();
        var server = WebServer.builder().shutdownHook(false);
        configure(server, main);
        for (Listener listener : listeners.subList(1, listeners.size())) {
            var socket = ListenerConfig.builder();
            configure(socket, listener);
            server.putSocket(listener.name(), socket.build());
        }
        return server.build();
    }

    private void configure(ListenerConfig.BuilderBase<?, ?> config, Listener listener) {
        config.host(listener.host())
                .port(listener.port())
                .backlog(BACKLOG)
                .connectionOptions(connections.admitting(
                        SocketOptions.builder().tcpNoDelay(true).build()))
                .maxPayloadSize(settings.maxBodySize() + PAYLOAD_MARGIN)
                .maxTcpConnections(settings.maxConnections() == 0 ? -1 : settings.maxConnections())
                .writeBufferSize(WRITE_BUFFER)
                .shutdownGracePeriod(Duration.ZERO)
                .directHandlers(DirectErrors.handlers(families))
                .protocolsDiscoverServices(false)
                .connectionSelectors(selectors(listener))
                .addRouting(listener.http())
                .addRouting(listener.grpc());
    }

    private List<ServerConnectionSelector> selectors(Listener listener) {
        Http1Config.Builder http1 =
                Http1Config.builder().maxPrologueLength(PROLOGUE_MAX).maxHeadersSize(HEADERS_MAX);
        WatchedSelector newer = WatchedSelector.http2(listener.http2(), connections);
        WatchedSelector older = WatchedSelector.http1(http1, connections);
        return certificate == null ? List.of(newer, older) : List.of(new TlsSelector(certificate, older, newer));
    }
}
