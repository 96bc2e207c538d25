package dev.parley.server.tool;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.error.ChatException;
import java.util.List;

/**
 * What a request allows of calls.
 *
 * @param tools all that are declared
 * @param only the names the choice is limited to; empty: all
 * @param required whether at least one call must come
 * @param single whether at most one may
 */
record CallRules(List<FunctionTool> tools, List<String> only, boolean required, boolean single) {
    /**
     * The rules of a request.
     *
     * @throws ChatException INVALID_REQUEST if the choice names a tool that is not declared
     */
    static CallRules of(ChatRequest request) {
        ToolChoice choice = request.getToolChoice();
        List<FunctionTool> tools = request.getToolsList().stream()
                .filter(Tool::hasFunction)
                .map(Tool::getFunction)
                .toList();
        CallRules rules = new CallRules(
                tools,
                List.copyOf(choice.getNamesList()),
                choice.getMode() == Mode.MODE_REQUIRED,
                choice.hasParallel() && !choice.getParallel());
        rules.checkNames();
        return rules;
    }

    /** Whether calls are looked for at all: not where the answer is JSON by itself (TOOL-02, TOOL-06). */
    static boolean wanted(ChatRequest request) {
        OutputFormat.Kind form = request.getOutputFormat().getKind();
        return request.getToolsList().stream().anyMatch(Tool::hasFunction)
                && request.getToolChoice().getMode() != Mode.MODE_NONE
                && form != OutputFormat.Kind.KIND_JSON
                && form != OutputFormat.Kind.KIND_JSON_SCHEMA;
    }

    /** The names that may be called. */
    List<String> names() {
        return only.isEmpty() ? tools.stream().map(FunctionTool::getName).toList() : only;
    }

    private void checkNames() {
        for (String name : only) {
            if (tools.stream().noneMatch(tool -> tool.getName().equals(name))) {
                throw ChatException.invalid(
                        "tool_choice", "'tool_choice' names '%s', which is not among the tools.".formatted(name));
            }
        }
    }
}
