package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** Holds a provider's stream to the event grammar: a breach is a fault of Parley's own, found at the edge. */
final class EventGrammarStream implements ChatStream {
    private final ChatStream inner;
    private final EventGrammar grammar = new EventGrammar();

    EventGrammarStream(ChatStream inner) {
        this.inner = inner;
    }

    @Override
    public @Nullable ChatEvent next() {
        ChatEvent event = inner.next();
        try {
            if (event != null) {
                grammar.check(event);
            }
        } catch (IllegalStateException e) {
            throw ChatException.internal(e);
        }
        return event;
    }

    @Override
    public boolean buffered() {
        return inner.buffered();
    }

    @Override
    public void close() {
        inner.close();
    }
}
