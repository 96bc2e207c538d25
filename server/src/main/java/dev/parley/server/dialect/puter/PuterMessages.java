package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.openai.OpenAiArguments;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages as Puter takes them. It has no developers, and refuses a message whose content is empty unless that calls
 * tools (PUT-24).
 */
final class PuterMessages {
    /** What a tool said that said nothing. */
    private static final Part SILENCE =
            Part.newBuilder().setText(Text.newBuilder().setText("(empty)")).build();

    private PuterMessages() {}

    /** The messages to write; those that would be empty are left out. */
    static List<ChatMessage> of(List<ChatMessage> messages) {
        List<ChatMessage> sendable = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            ChatMessage.Builder sent = message.toBuilder().clearParts();
            message.getPartsList().stream()
                    .filter(part -> !part.hasThought() && OpenAiArguments.sendable(part, message))
                    .map(PuterMessages::part)
                    .filter(part -> !part.hasText() || !part.getText().getText().isEmpty())
                    .forEach(sent::addParts);
            if (message.getRole() == Role.ROLE_DEVELOPER) {
                sent.setRole(Role.ROLE_SYSTEM);
            }
            if (sent.getPartsCount() > 0) {
                sendable.add(sent.build());
            }
        }
        return sendable;
    }

    private static Part part(Part part) {
        if (part.hasRefusal()) {
            return Part.newBuilder()
                    .setText(Text.newBuilder().setText(part.getRefusal().getText()))
                    .build();
        }
        if (!part.hasToolResult()
                || part.getToolResult().getContentList().stream().anyMatch(PuterMessages::speaks)) {
            return part;
        }
        Part.Builder filled = part.toBuilder();
        filled.getToolResultBuilder().clearContent().addContent(SILENCE);
        return filled.build();
    }

    private static boolean speaks(Part part) {
        return part.hasText() && !part.getText().getText().isEmpty();
    }
}
