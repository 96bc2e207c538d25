package dev.parley.server.chat;

import dev.parley.server.conversation.ConversationTurn;
import dev.parley.server.conversation.Conversations;

/** Puts what a call continues before it, and keeps its answer for calls that continue it (RS-05). */
final class Recall implements ChatHandler {
    private final Conversations conversations;
    private final ChatHandler inner;

    Recall(Conversations conversations, ChatHandler inner) {
        this.conversations = conversations;
        this.inner = inner;
    }

    /** Unlike other layers this one may block: those below look at the whole conversation before they open anything. */
    @Override
    public ChatStream open(ChatCall call) {
        if (!call.request().hasContinuation()) {
            return inner.open(call);
        }
        ConversationTurn turn = conversations.begin(call.request(), call.caller(), call.dialect(), call.deadline());
        return new RecalledStream(inner.open(call.withRequest(turn.request())), turn);
    }

    /** The call with what it continues before it, which is not to be answered. */
    ChatCall expanded(ChatCall call) {
        return call.request().hasContinuation()
                ? call.withRequest(conversations.expanded(call.request(), call.caller(), call.dialect()))
                : call;
    }
}
