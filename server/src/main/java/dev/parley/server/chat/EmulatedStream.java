package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.tool.EmulatedTurn;
import org.jspecify.annotations.Nullable;

/** The answer of a model that has no tools, as one with tools would give it. */
final class EmulatedStream implements ChatStream {
    private final ChatStream inner;
    private final EmulatedTurn turn;

    EmulatedStream(ChatStream inner, EmulatedTurn turn) {
        this.inner = inner;
        this.turn = turn;
    }

    @Override
    public @Nullable ChatEvent next() {
        while (!turn.hasNext()) {
            ChatEvent event = inner.next();
            if (event == null) {
                return null;
            }
            turn.take(event);
        }
        return turn.poll();
    }

    /** Not what the provider has at hand: the turn may hold all of it. */
    @Override
    public boolean buffered() {
        return turn.hasNext();
    }

    @Override
    public void close() {
        inner.close();
    }
}
