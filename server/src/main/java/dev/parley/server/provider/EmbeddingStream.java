package dev.parley.server.provider;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.server.chat.ChatStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The events around vectors that are made all at once. */
public final class EmbeddingStream implements ChatStream {
    /** What makes them. One thread makes; any thread may close. */
    public interface Work extends AutoCloseable {
        /**
         * Makes all vectors; what could not be expressed is in {@code served.dropped}. Blocks until they are there.
         *
         * @throws dev.parley.server.error.ChatException they cannot be made; CANCELLED after {@link #close()}
         */
        EmbedResponse make();

        /** Idempotent. Ends {@link #make()}. */
        @Override
        void close();
    }

    private final Work work;
    private final Embedder.Taker taker;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private boolean begun;

    public EmbeddingStream(Work work, Embedder.Taker taker) {
        this.work = work;
        this.taker = taker;
    }

    @Override
    public @Nullable ChatEvent next() {
        if (!begun) {
            begun = true;
            EmbedResponse made = work.make();
            tell(made, taker.take(made));
        }
        return ready.poll();
    }

    @Override
    public boolean buffered() {
        return !ready.isEmpty();
    }

    @Override
    public void close() {
        work.close();
    }

    private void tell(EmbedResponse made, Usage usage) {
        ready.add(ChatEvent.newBuilder()
                .setStarted(Started.newBuilder().setServed(made.getServed()))
                .build());
        ready.add(ChatEvent.newBuilder().setUsage(usage).build());
        ready.add(ChatEvent.newBuilder()
                .setFinished(Finish.newBuilder().setReason(FinishReason.FINISH_REASON_STOP))
                .build());
    }
}
