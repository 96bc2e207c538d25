package dev.parley.server.tool;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice.Mode;
import java.util.ArrayList;
import java.util.List;

/** A request as a model gets it that has no tools of its own. */
final class TextRequest {
    private TextRequest() {}

    /** The request in texts alone, with this block for the model; empty: none. */
    static ChatRequest of(ChatRequest request, CallTexts texts, String block) {
        List<ChatMessage> messages = ToolHistory.tell(request.getMessagesList(), texts);
        if (!block.isEmpty()) {
            instruct(messages, block);
        }
        return request.toBuilder()
                .clearMessages()
                .addAllMessages(messages)
                .clearTools()
                .addAllTools(hosted(request))
                .clearToolChoice()
                .build();
    }

    /** Tools that the provider runs stay its own affair. */
    private static List<Tool> hosted(ChatRequest request) {
        return request.getToolChoice().getMode() == Mode.MODE_NONE
                ? List.of()
                : request.getToolsList().stream().filter(Tool::hasOpaque).toList();
    }

    private static void instruct(List<ChatMessage> messages, String block) {
        for (int i = 0; i < messages.size(); i++) {
            Role role = messages.get(i).getRole();
            if (role == Role.ROLE_SYSTEM || role == Role.ROLE_DEVELOPER) {
                List<Part> parts = new ArrayList<>(messages.get(i).getPartsList());
                TextParts.append(parts, TextParts.of(block));
                messages.set(
                        i,
                        messages.get(i).toBuilder()
                                .clearParts()
                                .addAllParts(parts)
                                .build());
                return;
            }
        }
        messages.addFirst(ChatMessage.newBuilder()
                .setRole(Role.ROLE_SYSTEM)
                .addParts(TextParts.of(block))
                .build());
    }
}
