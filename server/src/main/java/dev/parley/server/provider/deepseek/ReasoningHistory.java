package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What of a conversation's thoughts goes back to the host, by model: a table that is a setting (E-RSN-4). Immutable.
 */
public final class ReasoningHistory {
    private static final String OPTION = "reasoning-history";
    private static final String OTHERS = "*";

    private final Map<String, Rule> rules;

    /** Which thoughts go back. */
    private enum Rule {
        /** None. */
        STRIP,
        /** Those between two user's messages between which tools were called: the host wants them again. */
        TOOL_TURNS,
        /** All. */
        KEEP;

        static Rule named(String word) {
            return Arrays.stream(values())
                    .filter(rule -> rule.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "options.%s says '%s' (expected: model=rule, a rule being strip, tool-turns or keep)"
                                    .formatted(OPTION, word)));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private ReasoningHistory(Map<String, Rule> rules) {
        this.rules = rules;
    }

    /**
     * The table of the option {@code reasoning-history}; {@code *} stands for all other models.
     *
     * @throws IllegalArgumentException naming the option if it cannot be read
     */
    public static ReasoningHistory of(Map<String, String> options) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String entry : options.getOrDefault(OPTION, "").split(",", -1)) {
            if (!entry.isBlank()) {
                String[] pair = entry.split("=", 2);
                rules.put(pair[0].trim(), Rule.named(pair.length == 2 ? pair[1].trim() : entry.trim()));
            }
        }
        return new ReasoningHistory(Map.copyOf(rules));
    }

    /** The request with the thoughts that this model's host takes. */
    ChatRequest fit(ChatRequest request, String model) {
        Rule rule = rules.getOrDefault(model, rules.getOrDefault(OTHERS, Rule.STRIP));
        if (rule == Rule.KEEP) {
            return request;
        }
        ChatRequest.Builder fit = request.toBuilder().clearMessages();
        for (List<ChatMessage> turn : turns(request.getMessagesList())) {
            boolean kept = rule == Rule.TOOL_TURNS && callsTools(turn);
            turn.stream()
                    .map(message -> kept ? message : withoutThoughts(message))
                    .forEach(fit::addMessages);
        }
        return fit.build();
    }

    /** The messages from each of the user's to the next; results of tools are none of the user's. */
    private static List<List<ChatMessage>> turns(List<ChatMessage> messages) {
        List<List<ChatMessage>> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            boolean asks = message.getRole() == Role.ROLE_USER
                    && !message.getPartsList().stream().allMatch(Part::hasToolResult);
            if (asks || turns.isEmpty()) {
                turns.add(new ArrayList<>());
            }
            turns.getLast().add(message);
        }
        return turns;
    }

    private static boolean callsTools(List<ChatMessage> turn) {
        return turn.stream().flatMap(message -> message.getPartsList().stream()).anyMatch(Part::hasToolCall);
    }

    private static ChatMessage withoutThoughts(ChatMessage message) {
        ChatMessage.Builder said = message.toBuilder().clearParts();
        message.getPartsList().stream().filter(part -> !part.hasThought()).forEach(said::addParts);
        return said.build();
    }
}
