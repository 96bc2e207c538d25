package dev.parley.server.dialect.codec;

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
public final class CallPairs {
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> openNames = new LinkedHashMap<>();
    private String caller = "";
    private int made;

    /** An id for a call that came without one. */
    public String newId() {
        return "legacy_call_" + made++;
    }

    /** These calls were made at this path. Parts that are no calls are passed over. */
    public void called(String path, List<Part> parts) {
        for (Part part : parts) {
            if (part.hasToolCall()) {
                ToolCall call = part.getToolCall();
                caller = path;
                known.add(call.getCallId());
                openNames.put(call.getCallId(), call.getName());
            }
        }
    }

    /** Id of the first call of this function that has no result yet; empty if there is none. */
    public String openCall(String function) {
        for (Map.Entry<String, String> call : openNames.entrySet()) {
            if (call.getValue().equals(function)) {
                return call.getKey();
            }
        }
        return "";
    }

    /** False if there was no such call. */
    public boolean answered(String id) {
        openNames.remove(id);
        return known.contains(id);
    }

    /** Fails if a call has no result yet. */
    public void requireResults() {
        if (!openNames.isEmpty()) {
            throw new JsonException(
                    caller,
                    "Every tool call must be followed by its result before the next turn; missing: "
                            + String.join(", ", openNames.keySet()) + ".");
        }
    }
}
