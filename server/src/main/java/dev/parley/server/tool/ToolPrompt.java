package dev.parley.server.tool;

import dev.parley.chat.v1.FunctionTool;

/** What the model is told of the tools: which there are, and how to call them (TOOL-02). */
final class ToolPrompt {
    private static final String BEGINNING = """
            # Tools
            You can have these tools run. Their results come back to you as the next message.
            """;

    private static final String FORM = """

            # How to call tools
            To call tools, answer with one JSON object of this form and with nothing else, no word and no code fence \
            around it:
            {"tool_calls": [{"name": "NAME OF THE TOOL", "input": {"ARGUMENT": "VALUE"}}]}
            Each "name" is the name of a tool above, and its "input" is an object that fits the tool's schema.
            """;

    private static final String SEVERAL = "Calls that do not need each other's results belong in one list.\n";
    private static final String SINGLE = "The list has exactly one call; more are not allowed in one answer.\n";

    private static final String RESULTS = """
            When results have come, use them for your answer. Never repeat a call that has its result already.
            """;

    private ToolPrompt() {}

    /** The block for the system message. */
    static String of(CallRules rules) {
        StringBuilder block = new StringBuilder(BEGINNING);
        rules.tools().forEach(tool -> describe(tool, block));
        block.append(FORM).append(rules.single() ? SINGLE : SEVERAL).append(RESULTS);
        return block.append(choice(rules)).toString();
    }

    private static void describe(FunctionTool tool, StringBuilder block) {
        block.append("\n## ").append(tool.getName()).append('\n');
        if (!tool.getDescription().isBlank()) {
            block.append(tool.getDescription().strip()).append('\n');
        }
        String schema = tool.getSchemaJson().isBlank() ? "{\"type\": \"object\"}" : tool.getSchemaJson();
        block.append("JSON schema of its input: ").append(schema).append('\n');
    }

    private static String choice(CallRules rules) {
        String which = rules.only().isEmpty() ? "" : " of: " + String.join(", ", rules.only());
        if (rules.required()) {
            return "You must call at least one tool" + which + ". An answer without a call is not accepted.";
        }
        return which.isEmpty()
                ? "Where no tool is needed, answer in plain text."
                : "You may only call tools" + which + ". Where none is needed, answer in plain text.";
    }
}
