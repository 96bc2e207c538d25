package dev.parley.server.dialect;

import dev.parley.chat.v1.ChatEvent;
import java.util.function.Consumer;

/** Reads one streamed answer. Keeps state; one per answer, one thread at a time. */
public interface EventReader {
    /**
     * Takes one frame and passes on the events it brings, perhaps none. Does not pass on Completed.
     *
     * @throws dev.parley.server.error.ChatException when the frame is an error, or is not of the dialect
     */
    void read(SseEvent frame, Consumer<ChatEvent> out);

    /**
     * The upstream has ended; passes on the events that were held back.
     *
     * @throws dev.parley.server.error.ChatException UPSTREAM_FAILED {@code upstream_truncated} if the answer was not
     *     whole
     */
    void end(Consumer<ChatEvent> out);

    /** Whether the answer is whole, so that nothing the upstream may still send matters. */
    default boolean done() {
        return false;
    }
}
