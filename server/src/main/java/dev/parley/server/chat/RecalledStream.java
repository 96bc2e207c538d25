package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.conversation.ConversationTurn;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** The answer to a turn that may be continued: under its own id, and kept before its reader knows that it is whole. */
final class RecalledStream implements ChatStream {
    private final ChatStream inner;
    private final ConversationTurn turn;
    private final ChatAccumulator answer = new ChatAccumulator();

    RecalledStream(ChatStream inner, ConversationTurn turn) {
        this.inner = inner;
        this.turn = turn;
        turn.begin(inner::close);
    }

    @Override
    public @Nullable ChatEvent next() {
        if (turn.isCancelled()) {
            throw ChatException.cancelled();
        }
        ChatEvent event = inner.next();
        if (event == null) {
            return null;
        }
        ChatEvent named = turn.named(event);
        if (turn.isKept()) {
            answer.add(named);
        }
        if (named.hasCompleted() && !turn.complete(answer::response)) {
            throw ChatException.cancelled();
        }
        return named;
    }

    @Override
    public boolean buffered() {
        return inner.buffered();
    }

    @Override
    public void close() {
        turn.leave();
        inner.close();
    }
}
