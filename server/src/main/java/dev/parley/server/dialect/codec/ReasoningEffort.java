package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Reasoning;
import java.util.regex.Pattern;

/** The {@code reasoning_effort} of a request: the caller's word, or one for its budget (E-RSN-4). */
public final class ReasoningEffort {
    /** Models that take an effort; others refuse a request that has one. */
    private static final Pattern THINKS = Pattern.compile("(?:.*/)?(?:o[134]|gpt-5|gpt-oss)(?!\\d).*");

    /** Models that do not think, whose hosts refuse to be asked for what they thought. */
    private static final Pattern PLAIN = Pattern.compile("(?:.*/)?(?:ft:)?(?:gpt-[34]|chatgpt-|gpt-5[^/]*-chat).*");

    private ReasoningEffort() {}

    /** False if a model of this name is known not to think. */
    public static boolean mayThink(String model) {
        return !PLAIN.matcher(model).matches();
    }

    /** Empty if there is nothing to say. For a budget one of the words that all these models know. */
    public static String of(Reasoning reasoning, String model) {
        if (!reasoning.getEffort().isEmpty() || !reasoning.hasBudgetTokens()) {
            return reasoning.getEffort();
        }
        if (!THINKS.matcher(model).matches()) {
            return "";
        }
        int budget = reasoning.getBudgetTokens();
        return Effort.ofBudget(Math.clamp(budget, Effort.LOW.budget(), Effort.HIGH.budget()))
                .word();
    }

    /** Whether the budget is told. That there be no thinking at all cannot be said, nor a budget beside an effort. */
    public static boolean tellsBudget(Reasoning reasoning, String model) {
        boolean alone = reasoning.getEffort().isEmpty() && reasoning.getBudgetTokens() > 0;
        return alone && !of(reasoning, model).isEmpty();
    }
}
