package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.dialect.responses.CallOrder;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.store.KeptTurn;
import dev.parley.server.store.KeptTurns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Puts what a turn continues before it. */
record Expansion(TurnStore store, ResponsesSettings settings, InstantSource clock) {

    /**
     * A turn in two forms.
     *
     * @param own as it is kept: as it was asked, with items in the place of references to them
     * @param whole as it is to be answered: with all that it continues, and nothing left of the continuation that only
     *     the gateway understands
     */
    record Expanded(ChatRequest own, ChatRequest whole) {}

    /** {@code deadline} is until when what is continued must last at least. */
    Expanded of(ChatRequest asked, Caller caller, String dialect, Instant deadline) {
        Continuation continuation = asked.getContinuation();
        List<KeptTurn> before = before(continuation.getPreviousResponseId(), caller, deadline);
        List<ChatMessage> own =
                new References(store, settings, clock, caller).resolved(asked.getMessagesList(), before);
        List<ChatMessage> all =
                new ArrayList<>(before.stream().flatMap(TurnBytes::messages).toList());
        all.addAll(own);

        ChatRequest.Builder whole = asked.toBuilder().clearMessages().clearContinuation();
        if (!continuation.getInstructions().isEmpty()) {
            whole.addMessages(instructions(continuation.getInstructions()));
        }
        if (continuation.getConversationId().isEmpty()) {
            String place = dialect.equals(ResponsesDialect.NAME) ? "input" : "messages";
            whole.addAllMessages(CallOrder.arranged(all, call -> place));
        } else {
            // Only its host knows which calls the results are of.
            whole.addAllMessages(all).getContinuationBuilder().setConversationId(continuation.getConversationId());
        }
        return new Expanded(
                asked.toBuilder().clearMessages().addAllMessages(own).build(), whole.build());
    }

    private List<KeptTurn> before(String previous, Caller caller, Instant deadline) {
        if (previous.isEmpty()) {
            return List.of();
        }
        if (!AnswerId.isOne(previous)) {
            throw Refusals.noPrevious(previous);
        }
        Instant now = clock.instant();
        Instant fresh = now.plus(settings.ttl());
        Instant until = fresh.isAfter(deadline) ? fresh : deadline;
        int most = settings.maxConversationSize();
        KeptTurns.Conversation found = store.call(
                        turns -> turns.conversation(previous, caller.identity(), now, until, most))
                .orElseThrow(() -> Refusals.noPrevious(previous));
        if (found.turns().isEmpty()) {
            throw Refusals.tooLongConversation(found.bytes(), most);
        }
        return found.turns();
    }

    private static ChatMessage instructions(String text) {
        return ChatMessage.newBuilder()
                .setRole(Role.ROLE_SYSTEM)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
