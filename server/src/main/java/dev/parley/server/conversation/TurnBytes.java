package dev.parley.server.conversation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.responses.OutputItems;
import dev.parley.server.store.KeptTurn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what {@link Keeping} has written. */
final class TurnBytes {
    private TurnBytes() {}

    static ChatRequest request(KeptTurn turn) {
        try {
            return ChatRequest.parseFrom(turn.request());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the seal of " + turn + " opened, and it is no request", e);
        }
    }

    static ChatResponse answer(KeptTurn turn) {
        try {
            return ChatResponse.parseFrom(turn.answer());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the seal of " + turn + " opened, and it is no answer", e);
        }
    }

    /** The items that were said in a turn, by their ids. */
    static Map<String, ChatMessage> items(KeptTurn turn) {
        Map<String, ChatMessage> items = new HashMap<>();
        ChatRequest request = request(turn);
        for (ChatMessage message : request.getMessagesList()) {
            items.put(message.getId(), message);
            message.getPartsList().forEach(part -> items.put(part.getId(), only(message, List.of(part))));
        }
        ChatResponse answer = answer(turn);
        OutputItems.of(request, answer)
                .forEach((id, parts) ->
                        items.put(id, only(answer.getCandidates(0).getMessage(), parts)));
        return items;
    }

    private static ChatMessage only(ChatMessage message, List<Part> parts) {
        return message.toBuilder().clearParts().addAllParts(parts).build();
    }

    /** What was said in a turn: the messages that were sent, and the first of the answers. */
    static Stream<ChatMessage> messages(KeptTurn turn) {
        List<ChatMessage> asked = request(turn).getMessagesList();
        return Stream.concat(
                asked.stream(), Stream.of(answer(turn).getCandidates(0).getMessage()));
    }
}
