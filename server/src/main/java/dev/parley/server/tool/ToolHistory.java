package dev.parley.server.tool;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells a conversation with calls and results in it as one of texts alone (TOOL-03). */
final class ToolHistory {
    private final CallTexts texts;
    private final Map<String, String> names = new HashMap<>();
    private final List<ChatMessage> told = new ArrayList<>();

    private ToolHistory(CallTexts texts) {
        this.texts = texts;
    }

    /** The messages without calls and results; adjacent ones of the same role are joined. */
    static List<ChatMessage> tell(List<ChatMessage> messages, CallTexts texts) {
        ToolHistory history = new ToolHistory(texts);
        messages.forEach(message -> history.add(history.told(message)));
        return history.told;
    }

    /** Whether there is a call or a result among the messages. */
    static boolean hasCalls(List<ChatMessage> messages) {
        return messages.stream()
                .flatMap(message -> message.getPartsList().stream())
                .anyMatch(part -> part.hasToolCall() || part.hasToolResult());
    }

    private ChatMessage told(ChatMessage message) {
        List<Part> parts = new ArrayList<>();
        boolean mixed = hasCalls(List.of(message));
        for (Part part : message.getPartsList()) {
            switch (part.getKindCase()) {
                case TOOL_CALL -> {
                    names.put(part.getToolCall().getCallId(), part.getToolCall().getName());
                    TextParts.append(parts, TextParts.of(texts.call(part.getToolCall())));
                }
                case TOOL_RESULT -> result(part.getToolResult(), parts);
                case TEXT -> {
                    Part text = message.getRole() == Role.ROLE_USER ? neutral(part) : part;
                    if (mixed) {
                        TextParts.append(parts, text);
                    } else {
                        parts.add(text);
                    }
                }
                default -> parts.add(part);
            }
        }
        ChatMessage.Builder told = message.toBuilder().clearParts().addAllParts(parts);
        if (message.getRole() == Role.ROLE_TOOL) {
            told.setRole(Role.ROLE_USER).clearName().clearExtensions();
        }
        return told.build();
    }

    private void result(ToolResult result, List<Part> parts) {
        String name = result.getName().isEmpty() ? names.getOrDefault(result.getCallId(), "") : result.getName();
        TextParts.append(parts, TextParts.of(texts.result(result, name)));
        result.getContentList().stream().filter(part -> !part.hasText()).forEach(parts::add);
    }

    private Part neutral(Part part) {
        Text text = part.getText();
        return part.toBuilder()
                .setText(text.toBuilder().setText(texts.neutral(text.getText())))
                .build();
    }

    private void add(ChatMessage message) {
        if (told.isEmpty() || !joinable(told.getLast(), message)) {
            told.add(message);
            return;
        }
        ChatMessage before = told.removeLast();
        List<Part> parts = new ArrayList<>(before.getPartsList());
        for (int i = 0; i < message.getPartsCount(); i++) {
            if (i == 0) {
                TextParts.append(parts, message.getParts(0));
            } else {
                parts.add(message.getParts(i));
            }
        }
        told.add(before.toBuilder().clearParts().addAllParts(parts).build());
    }

    /** Not if one of the two would lose what it is marked with. */
    private static boolean joinable(ChatMessage before, ChatMessage next) {
        return before.getRole() == next.getRole()
                && before.getName().equals(next.getName())
                && next.getId().isEmpty()
                && (next.getExtensionsCount() == 0 || next.getExtensionsList().equals(before.getExtensionsList()));
    }
}
