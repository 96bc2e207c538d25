package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Reasoning;
import dev.parley.chat.v1.Role;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.claude.Generation.Trait;
import dev.parley.server.dialect.codec.Effort;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the wish to think into the way this model thinks: within a budget, or adaptively, guided by an effort (E-RSN-4,
 * E-FIN-4). After it {@code Reasoning.budget_tokens} is the budget to write and {@code Reasoning.effort} the effort.
 */
final class ThinkingFit {
    /** The least budget that is taken. */
    private static final int BUDGET_MIN = 1_024;

    private static final int BUDGET_MAX = Integer.MAX_VALUE - RequestFit.DEFAULT_MAX_TOKENS;
    private static final String BUDGET = "reasoning.budget_tokens";
    private static final String EFFORT = "reasoning.effort";

    private final ChatRequest.Builder chat;
    private final Generation generation;
    private final Drops drops;

    private ThinkingFit(ChatRequest.Builder chat, Generation generation, Drops drops) {
        this.chat = chat;
        this.generation = generation;
        this.drops = drops;
    }

    /** Whether the model will think. */
    static boolean fit(ChatRequest.Builder chat, Generation generation, Drops drops) {
        String own = ownType(chat.getExtensionsList());
        if (!own.isEmpty()) {
            return !own.equals(ThinkingReader.DISABLED);
        }
        return chat.hasReasoning() && new ThinkingFit(chat, generation, drops).fit(chat.getReasoning());
    }

    /** How the caller asked for thinking in this dialect's own words, other than with a budget; empty if not. */
    static String ownType(List<Extension> extensions) {
        for (Extension extension : extensions) {
            if (extension.getDialect().equals(ClaudeDialect.NAME)
                    && !extension.getJson().isEmpty()) {
                String type = JsonReader.of(extension.getJson()).peek(ThinkingReader.NAME, "type");
                if (!type.isEmpty()) {
                    return type;
                }
            }
        }
        return "";
    }

    private boolean fit(Reasoning asked) {
        Reasoning.Builder reasoning = chat.getReasoningBuilder();
        boolean own =
                ClaudeForm.EFFORT.in(chat.getExtensionsList()) || ClaudeForm.EFFORT_MAX.in(chat.getExtensionsList());
        if (!own) {
            reasoning.clearEffort();
        }
        if (asked.hasBudgetTokens()) {
            return asked.getBudgetTokens() != 0 && think(asked.getBudgetTokens(), BUDGET);
        }
        if (own || asked.getEffort().isEmpty()) {
            return false;
        }
        Effort effort = Effort.named(asked.getEffort());
        return effort != Effort.NONE && think(effort == null ? 0 : effort.budget(), EFFORT);
    }

    private boolean think(int wanted, String path) {
        chat.getReasoningBuilder().clearBudgetTokens();
        if (generation.has(Trait.ADAPTIVE) && wanted > 0) {
            adapt(Effort.ofBudget(wanted), path);
            return true;
        }
        int budget = generation.has(Trait.BUDGETS) && wanted > 0 && mayThink() ? within(wanted) : 0;
        boolean told = path.equals(EFFORT) ? budget > 0 : budget == wanted;
        if (!told) {
            drops.add(path);
        }
        if (budget > 0) {
            chat.getReasoningBuilder().setBudgetTokens(budget);
        }
        return budget > 0;
    }

    private void adapt(Effort effort, String path) {
        Effort sayable = effort == Effort.MINIMAL ? Effort.LOW : effort;
        chat.getReasoningBuilder().setEffort(sayable.word());
        chat.addExtensions(ClaudeForm.ADAPTIVE.mark());
        if (path.equals(BUDGET)) {
            drops.add(path);
        }
    }

    /** The budget that leaves room for an answer; 0 if there is room for neither. */
    private int within(int wanted) {
        int budget = Math.clamp(wanted, BUDGET_MIN, BUDGET_MAX);
        if (!chat.getSampling().hasMaxOutputTokens()) {
            chat.getSamplingBuilder().setMaxOutputTokens(budget + RequestFit.DEFAULT_MAX_TOKENS);
            return budget;
        }
        int most = chat.getSampling().getMaxOutputTokens();
        if (budget < most) {
            return budget;
        }
        return most > BUDGET_MIN ? Math.max(BUDGET_MIN, most / 2) : 0;
    }

    /**
     * Whether the conversation may go on with thinking. A turn that the model is to continue may not have begun without
     * it, and neither may one whose tool results are the last word.
     */
    private boolean mayThink() {
        List<ChatMessage> messages = chat.getMessagesList();
        int end = messages.size();
        while (end > 0 && messages.get(end - 1).getRole() != Role.ROLE_ASSISTANT) {
            end--;
        }
        int start = end;
        List<Part> parts = new ArrayList<>();
        while (start > 0 && messages.get(start - 1).getRole() == Role.ROLE_ASSISTANT) {
            start--;
            parts.addAll(0, ClaudeLosses.sendable(messages.get(start)));
        }
        boolean open = end == messages.size() || parts.stream().anyMatch(Part::hasToolCall);
        return parts.isEmpty() || !open || parts.getFirst().hasThought();
    }
}
