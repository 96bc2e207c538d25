package dev.parley.server.management.credentials;

import dev.parley.server.error.ChatException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many, four at a time (MA-26). */
final class AtATime {
    private static final int MOST = 4;

    private AtATime() {}

    /**
     * What the work gives for each, in their order. Blocks until all are done.
     *
     * @throws ChatException what the work threw, or CANCELLED if the thread is interrupted; what has not ended by then
     *     is
     */
    static <T, R> List<R> each(List<T> all, Function<T, R> work) {
        ExecutorService threads =
                Executors.newFixedThreadPool(MOST, Thread.ofVirtual().factory());
        try {
            List<Callable<R>> tasks = new ArrayList<>();
            all.forEach(one -> tasks.add(() -> work.apply(one)));
            List<R> results = new ArrayList<>();
            for (Future<R> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChatException.cancelled();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ChatException failure ? failure : ChatException.internal(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
