package dev.parley.server.chat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.error.ChatException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a request says of tools and calls that are elsewhere in it. */
final class ToolReferences {
    private final Set<String> calls = new HashSet<>();
    private boolean opaque;

    private ToolReferences() {}

    /**
     * Refuses a choice of tools that are not there, and results without calls. Blocks that one dialect alone
     * understands may be tools and calls, too; nothing is said of what might refer to them.
     *
     * @throws ChatException INVALID_REQUEST naming the path at fault
     */
    static void check(ChatRequest request) {
        choice(request);
        if (request.getContinuation().getPreviousResponseId().isEmpty()
                && request.getContinuation().getConversationId().isEmpty()) {
            new ToolReferences().results(request.getMessagesList());
        }
    }

    private static void choice(ChatRequest request) {
        List<String> names = request.getToolChoice().getNamesList();
        if (names.isEmpty() || request.getToolsList().stream().anyMatch(Tool::hasOpaque)) {
            return;
        }
        Set<String> declared = new HashSet<>();
        request.getToolsList().forEach(tool -> declared.add(tool.getFunction().getName()));
        for (int i = 0; i < names.size(); i++) {
            if (!declared.contains(names.get(i))) {
                throw refused("tool_choice.names[" + i + ']', names.get(i), "the name of a tool of this request");
            }
        }
    }

    private void results(List<ChatMessage> messages) {
        for (int i = 0; i < messages.size(); i++) {
            List<Part> parts = messages.get(i).getPartsList();
            for (int j = 0; j < parts.size() && !opaque; j++) {
                Part part = parts.get(j);
                switch (part.getKindCase()) {
                    case TOOL_CALL -> {
                        calls.add(part.getToolCall().getCallId());
                        calls.add(part.getToolCall().getName());
                    }
                    case TOOL_RESULT ->
                        result(part.getToolResult(), "messages[%d].parts[%d].tool_result".formatted(i, j));
                    case OPAQUE -> opaque = true;
                    default -> {}
                }
            }
        }
    }

    /** By the call's id, or where the dialect has none by the tool's name. */
    private void result(ToolResult result, String path) {
        boolean named = result.getCallId().isEmpty();
        String call = named ? result.getName() : result.getCallId();
        if (!calls.contains(call)) {
            throw refused(path + (named ? ".name" : ".call_id"), call, "that of a call before it");
        }
    }

    private static ChatException refused(String path, String found, String expected) {
        return ChatException.invalid(path, "'%s' is '%s' (expected: %s).".formatted(path, found, expected));
    }
}
