package dev.parley.server.frontend.tls;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection that tells its client when it has come to its end, so that nobody can cut it unnoticed. */
final class EncryptedConnection implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection spoken;
    private final EncryptedSocket socket;

    EncryptedConnection(ServerConnection spoken, EncryptedSocket socket) {
        this.spoken = spoken;
        this.socket = socket;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            spoken.handle(limit);
        } finally {
            socket.sayGoodbye();
        }
    }

    @Override
    public Duration idleTime() {
        return spoken.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        spoken.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return spoken instanceof InterruptableTask<?> task && task.canInterrupt();
    }
}
