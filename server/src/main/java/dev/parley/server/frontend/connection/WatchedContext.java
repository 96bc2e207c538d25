package dev.parley.server.frontend.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.util.concurrent.ExecutorService;

/** Helidon's context of a connection, but its bytes pass through the watched connection. */
final class WatchedContext extends ForwardedContext {
    private final DataReader reader;
    private final ExecutorService executor;

    WatchedContext(ConnectionContext helidon, CallerConnection caller) {
        super(helidon);
        this.reader = DataReader.create(caller);
        caller.readBy(reader);
        this.executor = new ServingExecutor(helidon.executor(), caller);
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ExecutorService executor() {
        return executor;
    }
}
