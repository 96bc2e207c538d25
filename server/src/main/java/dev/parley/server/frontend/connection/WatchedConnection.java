package dev.parley.server.frontend.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** Helidon's connection, served by threads that know which one it is. */
final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection helidon;
    private final CallerConnection caller;

    WatchedConnection(ServerConnection helidon, CallerConnection caller) {
        this.helidon = helidon;
        this.caller = caller;
        caller.servedBy(this::canInterrupt);
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            caller.serving().<Void, InterruptedException>call(() -> {
                helidon.handle(limit);
                return null;
            });
        } finally {
            caller.ended();
        }
    }

    /** The watchdog ends idle connections; for Helidon none is. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        helidon.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return helidon instanceof InterruptableTask<?> task && task.canInterrupt();
    }
}
