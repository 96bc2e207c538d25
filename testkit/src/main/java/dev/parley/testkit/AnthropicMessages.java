package dev.parley.testkit;

import java.util.List;
import java.util.Set;

/** The Messages API's rules for the conversation: who may say what, and what each block must hold. */
final class AnthropicMessages {
    /** The last two are for callers of a beta. */
    private static final Set<String> FIELDS = Set.of("role", "content", "clear_at", "output_config");

    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    private AnthropicMessages() {}

    static void check(Node body) {
        List<Node> messages = body.at("messages").items();
        Refusal.unless(!messages.isEmpty(), "messages: at least one message is required");
        AnthropicBlocks.texts("system", body.at("system"));
        for (int i = 0; i < messages.size(); i++) {
            message(messages.get(i), i == messages.size() - 1);
        }
        AnthropicPairs.check(body);
        prefill(messages.getLast());
    }

    private static void message(Node message, boolean last) {
        String role = message.text("role");
        message.at("role").require(ROLES.contains(role), "Input should be 'user' or 'assistant'");
        message.permit(FIELDS);
        Node content = message.at("content");
        content.require(content.value() != null, "Field required");
        boolean empty =
                content.isList() ? content.items().isEmpty() : content.text().isEmpty();
        message.require(
                !empty || last && role.equals("assistant"),
                "all messages must have non-empty content except for the optional final assistant message");
        for (Node block : content.items()) {
            AnthropicBlocks.check(block, role);
        }
    }

    private static void prefill(Node last) {
        List<Node> blocks = last.at("content").items();
        String text = blocks.isEmpty() ? last.text("content") : blocks.getLast().text("text");
        Refusal.unless(
                !last.text("role").equals("assistant") || text.equals(text.stripTrailing()),
                "messages: final assistant content cannot end with trailing whitespace");
    }
}
