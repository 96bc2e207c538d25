package dev.parley.server.frontend.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes Helidon's connections of one protocol watched ones: their requests have a {@link CallerWatch}. Thread-safe. */
public final class WatchedSelector implements ServerConnectionSelector {
    private final ServerConnectionSelector helidon;
    private final BiFunction<String, Supplier<byte @Nullable []>, CallerConnection> protocol;

    private WatchedSelector(
            ServerConnectionSelector helidon,
            BiFunction<String, Supplier<byte @Nullable []>, CallerConnection> protocol) {
        this.helidon = helidon;
        this.protocol = protocol;
    }

    /** HTTP/1.1, without its upgrade to HTTP/2: clients that speak HTTP/2 say so at once. */
    public static WatchedSelector http1(Http1Config config) {
        return new WatchedSelector(
                Http1ConnectionSelector.builder().config(config).build(), Http1Connection::new);
    }

    public static WatchedSelector http2(Http2ConnectionSelector selector) {
        return new WatchedSelector(selector, Http2Connection::new);
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

    @Override
    public ServerConnection connection(ConnectionContext context) {
        CallerConnection caller = protocol.apply(address(context), new SocketBytes(context));
        return new WatchedConnection(helidon.connection(new WatchedContext(context, caller)), caller);
    }

    private static String address(ConnectionContext context) {
        return context.remotePeer().address() instanceof InetSocketAddress peer && !peer.isUnresolved()
                ? peer.getAddress().getHostAddress()
                : "";
    }
}
