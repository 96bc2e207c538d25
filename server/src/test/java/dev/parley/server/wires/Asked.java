package dev.parley.server.wires;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;

/** Requests of the contract. */
final class Asked {
    private Asked() {}

    static ChatRequest of(String model, String text) {
        return ChatRequest.newBuilder()
                .setModel(model)
                .addMessages(ChatMessage.newBuilder()
                        .setRole(Role.ROLE_USER)
                        .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text))))
                .build();
    }
}
