package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/** Names messages that callers sent without an id; the same each time. */
final class InputIds {
    private InputIds() {}

    static List<ChatMessage> named(String answer, List<ChatMessage> messages) {
        List<ChatMessage> named = new ArrayList<>(messages);
        for (int i = 0; i < named.size(); i++) {
            ChatMessage message = named.get(i);
            if (message.getId().isEmpty()) {
                String id = "msg_" + AnswerId.distinct(answer) + "_in" + i;
                named.set(i, message.toBuilder().setId(id).build());
            }
        }
        return named;
    }
}
