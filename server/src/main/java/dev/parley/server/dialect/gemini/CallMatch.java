package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.gemini.GeminiTurn.Answered;
import dev.parley.server.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the results of tools into the order of their calls: hosts want as many results as there were calls, in the very
 * next content (E-TOOL-4, E-ROLE-4). Of two calls of one id the first result answers the first.
 */
final class CallMatch {
    private CallMatch() {}

    /** @throws JsonException a result answers no call, or a call has no result (E-TOOL-12) */
    static void match(List<GeminiTurn> turns) {
        List<Part> open = List.of();
        for (GeminiTurn turn : turns) {
            match(open, turn.results);
            open = turn.calls();
        }
        match(open, new ArrayList<>());
    }

    private static void match(List<Part> calls, List<Answered> results) {
        List<Answered> left = new ArrayList<>(results);
        results.clear();
        List<String> missing = new ArrayList<>();
        for (Part call : calls) {
            Answered found = first(left, call);
            if (found == null) {
                missing.add(call.getToolCall().getCallId());
            } else {
                left.remove(found);
                results.add(found.to(call));
            }
        }
        if (!left.isEmpty()) {
            String path = left.getFirst().path() + ".tool_result.call_id";
            throw new JsonException(
                    path,
                    "Invalid value for '%s': '%s' (expected: the id of a call in the model's turn before)."
                            .formatted(
                                    path,
                                    left.getFirst().result().getToolResult().getCallId()));
        }
        if (!missing.isEmpty()) {
            throw new JsonException(
                    "messages",
                    "Every tool call must be followed by its result before the next turn; missing: "
                            + String.join(", ", missing) + ".");
        }
    }

    private static @Nullable Answered first(List<Answered> results, Part call) {
        return results.stream()
                .filter(result -> result.answers(call))
                .findFirst()
                .orElse(null);
    }
}
