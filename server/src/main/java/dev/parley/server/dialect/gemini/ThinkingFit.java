package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Reasoning;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Effort;
import dev.parley.server.dialect.codec.MergedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the wish to think into the way this model is told: a level or a budget (GM-12, E-RSN-4). Whoever asks a model
 * to think gets its thoughts unless he says otherwise.
 */
final class ThinkingFit {
    private static final String EFFORT = "reasoning.effort";
    private static final String BUDGET = "reasoning.budget_tokens";
    private static final String AUTO = "auto";
    private static final int DYNAMIC = -1;

    private final Reasoning reasoning;
    private final Generation generation;
    private final ThinkingBudgets budgets;
    private final Drops drops;

    /** How the model is told to think; both unset if it is not. */
    private String level = "";

    private @Nullable Integer budget;

    private ThinkingFit(Reasoning reasoning, Generation generation, ThinkingBudgets budgets, Drops drops) {
        this.reasoning = reasoning;
        this.generation = generation;
        this.budgets = budgets;
        this.drops = drops;
    }

    /** Writes what the model is told into the configuration, if anything is. */
    static void write(Reasoning reasoning, String model, ThinkingBudgets budgets, MergedObject config, Drops drops) {
        ThinkingFit fit = new ThinkingFit(reasoning, Generation.of(model), budgets, drops);
        if (reasoning.hasBudgetTokens()) {
            fit.within(reasoning.getBudgetTokens());
            fit.report(!reasoning.getEffort().isEmpty(), EFFORT);
        } else if (!reasoning.getEffort().isEmpty()) {
            fit.effort(reasoning.getEffort());
        }
        fit.write(config);
    }

    private void within(int wanted) {
        if (!generation.levels().isEmpty()) {
            if (wanted != DYNAMIC) {
                level = atLeast(Effort.ofBudget(wanted)).word();
                drops.add(BUDGET);
            }
        } else {
            budget(wanted, BUDGET);
        }
    }

    private void effort(String word) {
        Effort effort = Effort.named(word);
        if (effort == null) {
            report(!word.equals(AUTO), EFFORT);
            if (word.equals(AUTO) && generation.levels().isEmpty()) {
                budget(budgets.auto(), EFFORT);
            }
        } else if (!generation.levels().isEmpty()) {
            Effort told = atLeast(effort);
            level = told.word();
            report(told != effort && effort != Effort.XHIGH, EFFORT);
        } else if (effort == Effort.XHIGH && generation.mostBudget() > 0) {
            budget = generation.mostBudget();
        } else {
            budget(budgets.of(effort), EFFORT);
        }
    }

    /** The least level that is as much as this effort, or else the highest. */
    private Effort atLeast(Effort effort) {
        List<Effort> levels = generation.levels();
        return levels.stream()
                .filter(each -> each.compareTo(effort) >= 0)
                .findFirst()
                .orElse(levels.getLast());
    }

    private void budget(int wanted, String path) {
        if (generation.mostBudget() == 0) {
            report(wanted != 0, path);
            return;
        }
        boolean asItIs = wanted == DYNAMIC || wanted == 0 && generation.canBeOff();
        int told = asItIs ? wanted : Math.clamp(wanted, generation.leastBudget(), generation.mostBudget());
        report(told != wanted, path);
        budget = told;
    }

    private void write(MergedObject config) {
        Boolean shown = shown();
        if (level.isEmpty() && budget == null && shown == null) {
            return;
        }
        MergedObject thinking = config.inner("thinkingConfig");
        thinking.text("thinkingLevel", level);
        if (budget != null) {
            thinking.name("thinkingBudget").value(budget);
        }
        if (shown != null) {
            thinking.name("includeThoughts").value(shown);
        }
        thinking.end();
    }

    /** Whether the thoughts come with the answer; null if that is not told. Hosts refuse it where there are none. */
    private @Nullable Boolean shown() {
        boolean off = budget != null && budget == 0;
        boolean able =
                !off && (generation.mostBudget() > 0 || !generation.levels().isEmpty());
        boolean summary = !reasoning.getSummary().isEmpty();
        if (!able) {
            report(reasoning.getIncludeThoughts(), "reasoning.include_thoughts");
            report(summary, "reasoning.summary");
            return null;
        }
        if (reasoning.hasIncludeThoughts()) {
            return reasoning.getIncludeThoughts();
        }
        boolean thinks = !declined() && (!level.isEmpty() || budget != null);
        return thinks || summary ? Boolean.TRUE : null;
    }

    /** Whether no thinking was asked for, though the model may not be able to do without. */
    private boolean declined() {
        return reasoning.hasBudgetTokens()
                ? reasoning.getBudgetTokens() == 0
                : reasoning.getEffort().equals(Effort.NONE.word());
    }

    private void report(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
