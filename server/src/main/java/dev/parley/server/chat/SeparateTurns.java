package dev.parley.server.chat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers each message of a request by itself: one call each through the rest of the pipeline, told as one answer whose
 * candidates are those of the first message, then of the second and so on (GM-14). All are answered, or the request
 * fails.
 */
public final class SeparateTurns implements ChatHandler {
    private final ChatHandler inner;

    public SeparateTurns(ChatHandler inner) {
        this.inner = inner;
    }

    @Override
    public ChatStream open(ChatCall call) {
        int each = Math.max(1, call.request().getSampling().getCandidates());
        List<OneTurn> turns = new ArrayList<>();
        for (ChatMessage message : call.request().getMessagesList()) {
            turns.add(new OneTurn(inner, alone(call, message), turns.size() * each));
        }
        return turns.size() == 1 ? turns.getFirst() : new MergedStream(turns);
    }

    @Override
    public void refused(String id, Caller caller, ChatException why) {
        inner.refused(id, caller, why);
    }

    private static ChatCall alone(ChatCall call, ChatMessage message) {
        return call.withRequest(
                call.request().toBuilder().clearMessages().addMessages(message).build());
    }
}
