package dev.parley.server.provider;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits off a thought that a model writes into the beginning of its text, between {@code <think>} and {@code </think>}
 * (E-RSN-5), also when the tags come in pieces. For hosts that do not do so themselves.
 */
public final class ThinkTags implements ChatStream {
    private final ChatStream answer;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private final Map<Integer, ThinkSplitter> candidates = new HashMap<>();

    public ThinkTags(ChatStream answer) {
        this.answer = answer;
    }

    @Override
    public @Nullable ChatEvent next() {
        while (ready.isEmpty()) {
            ChatEvent event = answer.next();
            if (event == null) {
                return null;
            }
            candidates
                    .computeIfAbsent(event.getCandidate(), index -> new ThinkSplitter(index, ready::add))
                    .take(event);
        }
        return ready.poll();
    }

    @Override
    public boolean buffered() {
        return !ready.isEmpty() || answer.buffered();
    }

    @Override
    public void close() {
        answer.close();
    }
}
