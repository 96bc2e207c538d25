package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins an assistant's messages on end if the earlier makes calls: hosts want the results right after the message with
 * the calls, and other dialects let a turn come in several.
 */
final class CallingTurns {
    private CallingTurns() {}

    static List<ChatMessage> joined(List<ChatMessage> messages) {
        List<ChatMessage> turns = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            if (!turns.isEmpty() && message.getRole() == Role.ROLE_ASSISTANT && calls(turns.getLast())) {
                ChatMessage.Builder turn = turns.removeLast().toBuilder();
                turn.addAllParts(message.getPartsList()).addAllExtensions(message.getExtensionsList());
                turns.add(turn.build());
            } else {
                turns.add(message);
            }
        }
        return turns;
    }

    private static boolean calls(ChatMessage message) {
        return message.getPartsList().stream().anyMatch(Part::hasToolCall);
    }
}
