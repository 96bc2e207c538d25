package dev.parley.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The Messages API's rules for tool calls and their results, and for the thoughts before them. */
final class AnthropicPairs {
    /** Neighbouring messages of one role, which the host joins. */
    private record Turn(String role, String path, List<Node> blocks) {
        /** Ids of the tools' calls. */
        Set<String> calls() {
            Set<String> ids = new LinkedHashSet<>();
            for (Node block : blocks) {
                if (block.text("type").equals("tool_use")) {
                    ids.add(block.text("id"));
                }
            }
            return ids;
        }
    }

    private static final Turn NOBODY = new Turn("", "", List.of());

    private AnthropicPairs() {}

    static void check(Node body) {
        List<Turn> turns = turns(body.at("messages").items());
        Turn before = NOBODY;
        for (Turn turn : turns) {
            results(before, turn);
            before = turn;
        }
        results(before, NOBODY);
        boolean used = turns.stream().anyMatch(turn -> !turn.calls().isEmpty());
        Refusal.unless(
                !used || body.at("tools").isList(),
                "Requests which include `tool_use` or `tool_result` blocks must define tools");
        if (body.at("thinking").text("type").equals("enabled") && turns.size() > 1) {
            thoughts(turns.get(turns.size() - 2), turns.getLast());
        }
    }

    /** A call's result stands in the next turn, before anything else. */
    private static void results(Turn before, Turn turn) {
        Set<String> open = before.calls();
        boolean leading = true;
        for (Node block : turn.blocks) {
            boolean result = block.text("type").equals("tool_result");
            block.require(!result || before.calls().contains(block.text("tool_use_id")), """
                    unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a \
                    corresponding `tool_use` block in the previous message.""".formatted(
                            block.text("tool_use_id")));
            leading = leading && result;
            if (leading) {
                open.remove(block.text("tool_use_id"));
            }
        }
        Refusal.unless(open.isEmpty(), """
                %s: `tool_use` ids were found without `tool_result` blocks immediately after: %s. Each `tool_use` block \
                must have a corresponding `tool_result` block in the next message.""".formatted(before.path, String.join(", ", open)));
    }

    /** The model thinks on from where it called. */
    private static void thoughts(Turn calls, Turn results) {
        boolean open =
                results.blocks.stream().anyMatch(block -> block.text("type").equals("tool_result"));
        if (open) {
            Node first = calls.blocks.getFirst();
            String type = first.text("type");
            first.at("type").require(type.endsWith("thinking"), """
                    Expected `thinking` or `redacted_thinking`, but found `%s`. When `thinking` is enabled, a final \
                    `assistant` message must start with a thinking block.""".formatted(type));
        }
    }

    private static List<Turn> turns(List<Node> messages) {
        List<Turn> turns = new ArrayList<>();
        for (Node message : messages) {
            String role = message.text("role");
            if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
                turns.add(new Turn(role, message.path(), new ArrayList<>()));
            }
            turns.getLast().blocks.addAll(message.at("content").items());
        }
        return turns;
    }
}
