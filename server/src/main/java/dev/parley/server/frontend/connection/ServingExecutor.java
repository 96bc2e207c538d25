package dev.parley.server.frontend.connection;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the streams of an HTTP/2 connection on threads that know their connection. */
final class ServingExecutor extends AbstractExecutorService {
    private final ExecutorService helidon;
    private final CallerConnection caller;

    ServingExecutor(ExecutorService helidon, CallerConnection caller) {
        this.helidon = helidon;
        this.caller = caller;
    }

    @Override
    public void execute(Runnable task) {
        caller.begun();
        helidon.execute(() -> {
            StreamNumber stream = new StreamNumber();
            try {
                caller.serving().where(StreamNumber.CURRENT, stream).run(task);
            } finally {
                caller.served(stream.get());
            }
        });
    }

    @Override
    public void shutdown() {
        helidon.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return helidon.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return helidon.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return helidon.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return helidon.awaitTermination(timeout, unit);
    }
}
