package dev.parley.testkit;

import java.util.HashSet;
import java.util.Set;

/** Rules of a Responses request's tools, and of the choice among them. */
final class ResponsesTools {
    private static final Set<String> FUNCTION = Set.of(
            "type", "name", "description", "parameters", "strict", "defer_loading", "output_schema", "allowed_callers");
    private static final Set<String> CUSTOM =
            Set.of("type", "name", "description", "format", "defer_loading", "allowed_callers");
    private static final Set<String> MODES = Set.of("none", "auto", "required");

    private ResponsesTools() {}

    static void check(Node body) {
        Set<String> names = new HashSet<>();
        body.at("tools").items().forEach(tool -> tool(tool, names));
        Node choice = body.at("tool_choice");
        if (choice.value() == null) {
            return;
        }
        choice.require(body.at("tools").isList(), "tool_choice without tools");
        choice.require(choice.isObject() || MODES.contains(choice.text()), "Invalid value: '" + choice.text() + "'");
        switch (choice.text("type")) {
            case "function", "custom" -> named(choice, names);
            case "allowed_tools" -> {
                choice.at("mode").require(MODES.contains(choice.text("mode")), "Invalid value");
                choice.at("tools").items().forEach(tool -> named(tool, names));
            }
            default -> {}
        }
    }

    private static void tool(Node tool, Set<String> names) {
        tool.at("type").require(!tool.text("type").isEmpty(), "Missing required parameter");
        switch (tool.text("type")) {
            case "function" -> {
                ResponsesRules.permit(tool, FUNCTION);
                tool.at("parameters").require(isObjectOrNone(tool.at("parameters")), "Invalid type");
                names.add(name(tool));
            }
            case "custom" -> {
                ResponsesRules.permit(tool, CUSTOM);
                names.add(name(tool));
            }
            case "namespace" -> {
                name(tool);
                tool.at("tools").items().forEach(inner -> tool(inner, names));
            }
            default -> {}
        }
    }

    private static boolean isObjectOrNone(Node node) {
        return node.value() == null || node.isObject();
    }

    private static String name(Node tool) {
        tool.at("name").require(tool.text("name").matches("[a-zA-Z0-9_-]{1,128}"), "Missing or illegal name");
        return tool.text("name");
    }

    private static void named(Node choice, Set<String> names) {
        ResponsesRules.permit(choice, Set.of("type", "name"));
        choice.at("name").require(names.contains(choice.text("name")), "Tool choice not found in 'tools'");
    }
}
