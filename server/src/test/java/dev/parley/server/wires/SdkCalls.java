package dev.parley.server.wires;

import dev.parley.client.ParleyClient;
import io.grpc.Context;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Calls by the SDK that are left by cancelling their context. The clients stay open until all is closed. */
public final class SdkCalls implements AutoCloseable {
    private final Queue<ParleyClient> clients = new ConcurrentLinkedQueue<>();

    /** Calls in a thread of its own; what is returned leaves the call. */
    public AutoCloseable begin(ParleyClient client, Consumer<ParleyClient> call) {
        clients.add(client);
        Context.CancellableContext context = Context.ROOT.withCancellation();
        CompletableFuture.runAsync(() -> context.run(() -> call.accept(client)));
        return () -> context.cancel(null);
    }

    @Override
    public void close() {
        for (ParleyClient client = clients.poll(); client != null; client = clients.poll()) {
            client.close();
        }
    }
}
