package dev.parley.server.conversation;

import dev.parley.server.access.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The answers that are being made. Thread-safe. */
final class UnderWay {
    private final Map<String, ConversationTurn> turns = new ConcurrentHashMap<>();

    void add(ConversationTurn turn) {
        turns.put(turn.id(), turn);
    }

    void remove(ConversationTurn turn) {
        turns.remove(turn.id());
    }

    /** One of this caller's; null if there is none. */
    @Nullable
    ConversationTurn find(String id, Caller caller) {
        ConversationTurn turn = turns.get(id);
        return turn != null && turn.isOf(caller) ? turn : null;
    }
}
