package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.server.error.ChatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where tool results stand, which callers of this API may put anywhere after their calls (RS-04). Calls of different
 * turns may have the same id, as some hosts give them: their results are taken in their order.
 */
public final class CallOrder {
    /** A result, and which of all it is. */
    private record Result(int number, Part part) {}

    /** Those that no call has taken yet. */
    private final Map<String, Queue<Result>> results = new LinkedHashMap<>();

    private final Set<String> called = new HashSet<>();
    private final UnaryOperator<String> path;
    private int known;

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
        results.computeIfAbsent(id, unknown -> new ArrayDeque<>()).add(new Result(known++, part));
    }

    private void add(ChatMessage turn, Turns arranged) {
        if (turn.getRole() == Role.ROLE_TOOL) {
            return;
        }
        arranged.add(turn);
        List<Result> answers = new ArrayList<>();
        for (Part part : turn.getPartsList()) {
            if (part.hasToolCall()) {
                answers.add(answer(part.getToolCall().getCallId()));
            }
        }
        answers.sort(Comparator.comparingInt(Result::number));
        answers.forEach(answer -> arranged.result(answer.part()));
    }

    private Result answer(String call) {
        called.add(call);
        Queue<Result> own = results.get(call);
        Result first = own == null ? null : own.poll();
        if (first == null) {
            throw ChatException.invalid("input", "No tool output found for function call '" + call + "'.");
        }
        return first;
    }

    private void requireCalls() {
        results.forEach((id, left) -> {
            if (!left.isEmpty()) {
                throw ChatException.invalid(
                        path.apply(id),
                        called.contains(id)
                                ? "Several outputs for the tool call '" + id + "'."
                                : "No tool call found for function call output with call_id '" + id + "'.");
            }
        });
    }
}
