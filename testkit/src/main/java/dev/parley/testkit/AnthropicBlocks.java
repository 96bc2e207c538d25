package dev.parley.testkit;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The Messages API's rules for a content block. */
final class AnthropicBlocks {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    /** Blocks that only one role may send. */
    private static final Map<String, String> ROLES = Map.of(
            "tool_use", "assistant",
            "thinking", "assistant",
            "redacted_thinking", "assistant",
            "tool_result", "user",
            "image", "user",
            "document", "user");

    private AnthropicBlocks() {}

    static void check(Node block, String role) {
        String type = block.text("type");
        block.at("type").require(!type.isEmpty(), "Field required");
        String owner = ROLES.getOrDefault(type, role);
        block.require(owner.equals(role), "`%s` blocks can only be in `%s` messages".formatted(type, owner));
        Node inside = block.named(type);
        switch (type) {
            case "text" -> text("messages", block);
            case "tool_use" -> toolUse(inside);
            case "tool_result" -> toolResult(inside);
            case "thinking" -> thinking(block, inside);
            case "image" -> image(inside);
            default -> {
                // Other blocks are their tools' affair.
            }
        }
    }

    /** Text blocks of a list; a string may be empty. */
    static void texts(String where, Node list) {
        list.items().forEach(block -> text(where, block));
    }

    private static void text(String where, Node block) {
        String text = block.text("text");
        Refusal.unless(!text.isEmpty(), where + ": text content blocks must be non-empty");
        Refusal.unless(!text.isBlank(), where + ": text content blocks must contain non-whitespace text");
    }

    private static void toolUse(Node block) {
        id(block.at("id"));
        block.at("name").require(!block.text("name").isEmpty(), "String should have at least 1 character");
        block.at("input").require(block.at("input").isObject(), "Input should be a valid dictionary");
    }

    private static void toolResult(Node block) {
        id(block.at("tool_use_id"));
        for (Node inner : block.at("content").items()) {
            check(inner, "user");
        }
    }

    private static void id(Node id) {
        id.require(ID.matcher(id.text()).matches(), "String should match pattern '^[a-zA-Z0-9_-]+$'");
    }

    private static void thinking(Node block, Node inside) {
        inside.at("thinking").require(inside.at("thinking").value() instanceof String, "Field required");
        inside.at("signature").require(inside.at("signature").value() instanceof String, "Field required");
        block.require(!block.text("signature").isEmpty(), "Invalid `signature` in `thinking` block");
    }

    private static void image(Node block) {
        Node source = block.at("source");
        source.require(source.isObject(), "Field required");
        if (source.text("type").equals("base64")) {
            Node type = source.named("base64").at("media_type");
            type.require(
                    IMAGES.contains(type.text()),
                    "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
        }
    }
}
