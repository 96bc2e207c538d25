package dev.parley.server.frontend.tls;

import dev.parley.server.frontend.connection.ForwardedContext;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webserver.ConnectionContext;

/** Helidon's context of a connection, but its bytes are those that were encrypted. */
final class EncryptedContext extends ForwardedContext {
    private final EncryptedSocket socket;
    private final DataReader reader;
    private final DataWriter writer;

    EncryptedContext(ConnectionContext helidon, EncryptedSocket socket) {
        super(helidon);
        this.socket = socket;
        this.reader = DataReader.create(socket);
        this.writer = SocketWriter.create(socket);
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public HelidonSocket serverSocket() {
        return socket;
    }

    @Override
    public boolean isSecure() {
        return true;
    }
}
