package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.error.ChatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where tool results stand, which callers of this API may put anywhere after their calls (RS-04). */
public final class CallOrder {
    private final Map<String, Part> results = new LinkedHashMap<>();
    private final Set<String> called = new HashSet<>();
    private final UnaryOperator<String> path;

    private CallOrder(UnaryOperator<String> path) {
        this.path = path;
    }

    /**
     * The same conversation with each tool result directly after the assistant turn that made its call, and what an
     * assistant says without a break in one turn. For whole conversations: of one that continues a kept answer, only
     * together with that.
     *
     * @param path the request's path of the result with this call id
     * @throws ChatException INVALID_REQUEST: a result answers no call, or a call has no result or several
     */
    public static List<ChatMessage> arranged(List<ChatMessage> conversation, UnaryOperator<String> path) {
        CallOrder order = new CallOrder(path);
        Turns spoken = new Turns();
        for (ChatMessage turn : conversation) {
            if (turn.getRole() == Role.ROLE_TOOL) {
                turn.getPartsList().forEach(order::result);
            }
        }
        conversation.forEach(spoken::add);
        Turns arranged = new Turns();
        for (ChatMessage turn : spoken.list()) {
            order.add(turn, arranged);
        }
        order.requireCalls();
        return arranged.list();
    }

    private void result(Part part) {
        String id = part.getToolResult().getCallId();
        if (results.put(id, part) != null) {
            throw ChatException.invalid(path.apply(id), "Several outputs for the tool call '" + id + "'.");
        }
    }

    private void add(ChatMessage turn, Turns arranged) {
        if (turn.getRole() == Role.ROLE_TOOL) {
            return;
        }
        arranged.add(turn);
        Set<String> calls = new HashSet<>();
        for (Part part : turn.getPartsList()) {
            if (part.hasToolCall()) {
                calls.add(part.getToolCall().getCallId());
            }
        }
        List<Part> answers = new ArrayList<>(results.values());
        answers.removeIf(part -> !calls.contains(part.getToolResult().getCallId()));
        answers.forEach(arranged::result);
        called.addAll(calls);
        requireResults(calls);
    }

    private void requireResults(Set<String> calls) {
        for (String call : calls) {
            if (!results.containsKey(call)) {
                throw ChatException.invalid("input", "No tool output found for function call '" + call + "'.");
            }
        }
    }

    private void requireCalls() {
        for (Part part : results.values()) {
            ToolResult result = part.getToolResult();
            if (!called.contains(result.getCallId())) {
                throw ChatException.invalid(
                        path.apply(result.getCallId()),
                        "No tool call found for function call output with call_id '" + result.getCallId() + "'.");
            }
        }
    }
}
