package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one turn, pulled. One thread calls {@link #next()}; any thread may call {@link #close()}.
 *
 * <p>Opening a stream does no work: the first {@code next()} does, so that {@code close()} can end a call at any stage.
 */
public interface ChatStream extends AutoCloseable {
    /**
     * The next event; null after the last one. Blocks until there is one, the stream is closed or a time limit passes.
     *
     * @throws dev.parley.server.error.ChatException the turn failed; nothing follows. CANCELLED after {@link #close()}
     */
    @Nullable
    ChatEvent next();

    /** True if {@link #next()} would not block, so that a writer need not flush yet. May be false for no reason. */
    default boolean buffered() {
        return false;
    }

    /** Idempotent. Ends a blocked {@link #next()}, closes the upstream's connection and returns the lease. */
    @Override
    void close();
}
