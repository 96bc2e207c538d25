package dev.parley.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of a Responses request's items: what each may hold, and what must follow what. */
final class ResponsesInput {
    private static final Set<String> ASKED = Set.of("input_text", "input_image", "input_file", "input_audio");
    private static final Set<String> SAID = Set.of("output_text", "refusal");
    private static final Set<String> ROLES = Set.of("user", "system", "developer", "assistant");
    private static final Map<String, String> ID_PREFIXES = Map.of(
            "message", "msg_",
            "reasoning", "rs_",
            "function_call", "fc_",
            "custom_tool_call", "ctc_",
            "function_call_output", "fco_",
            "custom_tool_call_output", "ctco_");

    private final Set<String> calls = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    private ResponsesInput() {}

    static void check(Node input) {
        List<Node> items = input.items();
        input.require(!items.isEmpty(), "an empty list");
        ResponsesInput rules = new ResponsesInput();
        for (int i = 0; i < items.size(); i++) {
            rules.item(items.get(i), i + 1 < items.size() ? items.get(i + 1) : new Node("", null));
        }
        input.require(rules.open.isEmpty(), "No tool output found for function call " + rules.open);
    }

    private void item(Node item, Node next) {
        String type = type(item);
        String prefix = ID_PREFIXES.getOrDefault(type, "");
        String id = item.text("id");
        item.at("id")
                .require(id.isEmpty() || id.startsWith(prefix), "Expected an ID that begins with '" + prefix + "'");
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item, next);
            case "function_call" -> call(item, "arguments");
            case "custom_tool_call" -> call(item, "input");
            case "function_call_output", "custom_tool_call_output" -> output(item);
            case "item_reference", "image_generation_call" ->
                item.require(false, "Item not found. Items are not persisted when `store` is set to false.");
            default -> {}
        }
    }

    private static String type(Node item) {
        return item.has("type") ? item.text("type") : "message";
    }

    private static void message(Node item) {
        ResponsesRules.permit(item, Set.of("type", "id", "status", "role", "content", "phase"));
        String role = item.text("role");
        item.at("role").require(ROLES.contains(role), "Invalid value: '" + role + "'");
        boolean assistant = role.equals("assistant");
        Node content = item.at("content");
        content.require(content.isList() || content.value() instanceof String, "Missing required parameter");
        for (Node part : content.items()) {
            part.at("type")
                    .require(
                            (assistant ? SAID : ASKED).contains(part.text("type")),
                            "Invalid value: '" + part.text("type") + "'");
            if (part.text("type").equals("input_image")) {
                boolean source = part.has("file_id") || part.text("image_url").matches("(?s)(https?:|data:).*");
                part.require(source, "an image without a source");
            }
        }
    }

    private static void reasoning(Node item, Node next) {
        ResponsesRules.permit(item, Set.of("type", "id", "status", "summary", "content", "encrypted_content"));
        item.at("summary").require(item.at("summary").isList(), "Missing required parameter");
        boolean sealed = !item.text("encrypted_content").isEmpty();
        item.require(sealed, "Item not found. Items are not persisted when `store` is set to false.");
        item.require(!item.has("content"), "array too long: expected no content beside encrypted_content");
        boolean said = next.value() != null
                && !type(next).endsWith("_output")
                && (!type(next).equals("message") || next.text("role").equals("assistant"));
        item.require(said, "'reasoning' was provided without its required following item");
    }

    private void call(Node item, String input) {
        item.at("call_id").require(item.text("call_id").matches(".{1,64}"), "Missing or too long");
        item.at("name").require(!item.text("name").isEmpty(), "Missing required parameter");
        item.at(input).require(item.at(input).value() instanceof String, "Invalid type: expected a string");
        calls.add(item.text("call_id"));
        open.add(item.text("call_id"));
    }

    private void output(Node item) {
        String id = item.text("call_id");
        item.require(calls.contains(id), "No tool call found for function call output with call_id " + id);
        Node output = item.at("output");
        output.require(output.isList() || output.value() instanceof String, "Missing required parameter");
        for (Node part : output.items()) {
            part.at("type").require(ASKED.contains(part.text("type")), "Invalid value: '" + part.text("type") + "'");
        }
        open.remove(id);
    }
}
