package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.json.JsonException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees that every tool result answers a call and that every call gets its result before the next turn, because hosts
 * refuse the request otherwise (E-TOOL-12).
 */
final class CallPairs {
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> openNames = new LinkedHashMap<>();
    private String caller = "";
    private int made;

    /** An id for a call that came without one. */
    String newId() {
        return "legacy_call_" + made++;
    }

    /** The message at this path made these calls. */
    void called(String path, List<Part> calls) {
        caller = path;
        for (Part part : calls) {
            ToolCall call = part.getToolCall();
            known.add(call.getCallId());
            openNames.put(call.getCallId(), call.getName());
        }
    }

    /** Id of the first call of this function that has no result yet; empty if there is none. */
    String openCall(String function) {
        for (Map.Entry<String, String> call : openNames.entrySet()) {
            if (call.getValue().equals(function)) {
                return call.getKey();
            }
        }
        return "";
    }

    /** False if there was no such call. */
    boolean answered(String id) {
        openNames.remove(id);
        return known.contains(id);
    }

    /** Fails if a call has no result yet. */
    void requireResults() {
        if (!openNames.isEmpty()) {
            throw new JsonException(
                    caller + ".tool_calls",
                    "An assistant message with tool calls must be followed by a tool message for each; missing: "
                            + String.join(", ", openNames.keySet()) + ".");
        }
    }
}
