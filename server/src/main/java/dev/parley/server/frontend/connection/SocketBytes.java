package dev.parley.server.frontend.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bytes of a socket from its first one: those Helidon read to tell the protocol, then the socket's own. */
final class SocketBytes implements Supplier<byte @Nullable []> {
    private final ConnectionContext context;

    SocketBytes(ConnectionContext context) {
        this.context = context;
    }

    @Override
    public byte @Nullable [] get() {
        DataReader identified = context.dataReader();
        int available = identified.available();
        if (available > 0) {
            return identified.readBytes(available);
        }
        try {
            return context.serverSocket().get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("Failed to read from the caller", e);
        }
    }
}
