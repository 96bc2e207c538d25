package dev.parley.server.frontend.connection;

import dev.parley.server.Gateway;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.util.List;
import java.util.Map;

/** Web servers of tests whose callers are watched as a gateway's are. */
public final class Watched {
    private Watched() {}

    public static void by(WebServerConfig.Builder server) {
        OpenConnections connections =
                new OpenConnections(Gateway.settings(List.of(), Map.of()).connections(), open -> false);
        server.connectionOptions(connections.admitting(SocketOptions.create()))
                .addConnectionSelector(WatchedSelector.http2(
                        Http2ConnectionSelector.builder()
                                .http2Config(Http2Config.create())
                                .build(),
                        connections))
                .addConnectionSelector(WatchedSelector.http1(Http1Config.builder(), connections));
    }
}
