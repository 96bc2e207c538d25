package dev.parley.server.provider.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a host, whose bodies in chunks are read as {@link ChunkedBody} does, and heads within
 * {@link HeadLimits}.
 */
final class HostConnection extends DefaultManagedHttpClientConnection {
    /** For heads and small bodies; what is larger passes the buffers by. */
    private static final Http1Config BUFFERS =
            HeadLimits.within(Http1Config.custom().setBufferSize(2048));

    private static final AtomicLong COUNT = new AtomicLong();

    /** {@code socket} may be null: a connection that is opened later. */
    HostConnection(@Nullable Socket socket) throws IOException {
        super("host-" + COUNT.incrementAndGet(), null, null, BUFFERS, null, null, null, HeadLimits.PARSERS);
        if (socket != null) {
            bind(socket);
        }
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream socket) {
        return length == ContentLengthStrategy.CHUNKED
                ? new ChunkedBody((to, at, most) -> buffer.read(to, at, most, socket), () -> close(CloseMode.GRACEFUL))
                : super.createContentInputStream(length, buffer, socket);
    }
}
