package dev.parley.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The Messages API's rules for tools. */
final class AnthropicTools {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
    private static final Set<String> FIELDS = Set.of(
            "allowed_callers",
            "cache_control",
            "defer_loading",
            "description",
            "eager_input_streaming",
            "input_examples",
            "input_schema",
            "name",
            "strict",
            "type");

    private AnthropicTools() {}

    static void check(Node body) {
        Set<String> names = new HashSet<>();
        for (Node tool : body.at("tools").items()) {
            if (tool.text("type").isEmpty() || tool.text("type").equals("custom")) {
                custom(tool.named("custom"));
            }
            tool.require(names.add(tool.text("name")), "Tool names must be unique.");
        }
        choice(body, names);
    }

    private static void custom(Node tool) {
        tool.permit(FIELDS);
        tool.at("name")
                .require(
                        NAME.matcher(tool.text("name")).matches(),
                        "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        Node schema = tool.at("input_schema");
        schema.require(schema.isObject(), "Field required");
        schema.at("type").require(schema.text("type").equals("object"), "Input should be 'object'");
    }

    private static void choice(Node body, Set<String> names) {
        Node choice = body.at("tool_choice");
        if (choice.value() == null) {
            return;
        }
        choice.require(body.at("tools").isList(), "may only be specified while providing tools");
        choice.at("type").require(CHOICES.contains(choice.text("type")), "unknown kind of tool choice");
        if (choice.text("type").equals("tool")) {
            String name = choice.text("name");
            choice.require(names.contains(name), "Tool '" + name + "' not found in provided tools");
        }
    }
}
