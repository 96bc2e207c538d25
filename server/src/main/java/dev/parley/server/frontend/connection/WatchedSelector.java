package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Makes Helidon's connections of one protocol watched ones: their requests have a {@link CallerWatch}. Thread-safe. */
public final class WatchedSelector implements ServerConnectionSelector {
    private final ServerConnectionSelector helidon;
    private final Protocol protocol;
    private final OpenConnections connections;

    private interface Protocol {
        CallerConnection connection(Accepted accepted, ConnectionSettings limits, SocketBytes bytes);
    }

    private WatchedSelector(ServerConnectionSelector helidon, Protocol protocol, OpenConnections connections) {
        this.helidon = helidon;
        this.protocol = protocol;
        this.connections = connections;
    }

    /** HTTP/1.1, without its upgrade to HTTP/2: clients that speak HTTP/2 say so at once. */
    public static WatchedSelector http1(Http1Config.Builder config, OpenConnections connections) {
        Http1Config watched = config.addReceiveListener(new Received())
                .addSendListener(new Sent())
                .build();
        return new WatchedSelector(
                Http1ConnectionSelector.builder().config(watched).build(), Http1Connection::new, connections);
    }

    /** HTTP/2, where it is spoken from the first byte on or was agreed on with TLS. */
    public static WatchedSelector http2(Http2ConnectionSelector selector, OpenConnections connections) {
        return new WatchedSelector(selector, Http2Connection::new, connections);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return helidon.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return helidon.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return helidon.supportedApplicationProtocols();
    }

    /** The listener's connections have to come through {@link OpenConnections#admitting}. */
    @Override
    public ServerConnection connection(ConnectionContext context) {
        CallerConnection caller =
                protocol.connection(connections.of(context), connections.settings(), new SocketBytes(context));
        return new WatchedConnection(helidon.connection(new WatchedContext(context, caller)), caller);
    }

    /** Tells a connection of the requests that Helidon reads. */
    private static final class Received implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            CallerConnection.current().headRead(headers.containsToken(HeaderValues.CONNECTION_CLOSE));
        }
    }

    /** Tells a connection of the answer that is its last. */
    private static final class Sent implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
                CallerConnection.current().lastAnswer();
            }
        }
    }
}
