package dev.parley.server.delivery;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;

/** A request whose answer may be continued, and what its model is asked to that end. */
final class ContinuedRequest {
    private static final String GO_ON =
            "Your answer was cut off. Continue it exactly where it stopped, and repeat nothing of it.";

    private final ChatRequest request;
    private final String marker;

    /** {@code marker} is what the answer shall end with; empty: nothing special. */
    ContinuedRequest(ChatRequest request, String marker) {
        this.request = request;
        this.marker = marker;
    }

    /** Whether an answer to it is one text, so that more can be put behind it: no tools, no JSON, no choices. */
    static boolean fits(ChatRequest request) {
        OutputFormat.Kind kind = request.getOutputFormat().getKind();
        boolean plain = kind == OutputFormat.Kind.KIND_UNSPECIFIED || kind == OutputFormat.Kind.KIND_TEXT;
        return plain && request.getToolsCount() == 0 && request.getSampling().getCandidates() <= 1;
    }

    /** What is asked at first. */
    ChatRequest first() {
        return asking().build();
    }

    /** What is asked when the answer stopped behind this text. */
    ChatRequest after(String text) {
        return asking().addMessages(message(Role.ROLE_ASSISTANT, text))
                .addMessages(message(Role.ROLE_USER, GO_ON))
                .build();
    }

    private ChatRequest.Builder asking() {
        ChatRequest.Builder asking = request.toBuilder();
        return marker.isEmpty() ? asking : asking.addMessages(instructions(), message(Role.ROLE_SYSTEM, ask()));
    }

    private String ask() {
        return ("When your answer is complete, end it with the marker %s on a line of its own."
                        + " Write the marker only there, and do not mention it.")
                .formatted(marker);
    }

    /** How many messages at the beginning are instructions. */
    private int instructions() {
        int count = 0;
        while (count < request.getMessagesCount() && isInstruction(request.getMessages(count))) {
            count++;
        }
        return count;
    }

    private static boolean isInstruction(ChatMessage message) {
        return message.getRole() == Role.ROLE_SYSTEM || message.getRole() == Role.ROLE_DEVELOPER;
    }

    private static ChatMessage message(Role role, String text) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
