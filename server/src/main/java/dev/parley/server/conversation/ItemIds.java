package dev.parley.server.conversation;

import dev.parley.chat.v1.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the items of an answer whose provider does not, so that its stream, its whole and what is kept of it agree. One
 * per answer, one thread at a time.
 */
final class ItemIds {
    private final String distinct;
    /** By candidate: the message that is open, so that texts which follow one another are one item. */
    private final Map<Integer, String> messages = new HashMap<>();

    private int named;

    ItemIds(String answer) {
        distinct = AnswerId.distinct(answer);
    }

    /** The same part with an id. */
    Part named(Part part, int candidate) {
        if (!part.getId().isEmpty()) {
            messages.remove(candidate);
            return part;
        }
        String id = switch (part.getKindCase()) {
            case TEXT, REFUSAL -> messages.computeIfAbsent(candidate, index -> next("msg_"));
            case THOUGHT -> alone(candidate, "rs_");
            case MEDIA -> alone(candidate, "ig_");
            case TOOL_CALL -> alone(candidate, part.getToolCall().hasRawInput() ? "ctc_" : "fc_");
            case TOOL_RESULT, OPAQUE, KIND_NOT_SET -> "";
        };
        return part.toBuilder().setId(id).build();
    }

    private String alone(int candidate, String prefix) {
        messages.remove(candidate);
        return next(prefix);
    }

    private String next(String prefix) {
        return prefix + distinct + '_' + named++;
    }
}
