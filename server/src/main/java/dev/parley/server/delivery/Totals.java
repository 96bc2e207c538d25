package dev.parley.server.delivery;

import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Usage;

/** What several answers cost together. */
public final class Totals {
    private Totals() {}

    /** The first, with the usage and the attempts of the next one added, and what that one dropped beside. */
    public static Completed sum(Completed before, Completed next) {
        Served.Builder served = before.getServed().toBuilder()
                .setAttempts(before.getServed().getAttempts() + next.getServed().getAttempts());
        next.getServed().getDroppedList().stream()
                .filter(path -> !before.getServed().getDroppedList().contains(path))
                .forEach(served::addDropped);
        return before.toBuilder()
                .setUsage(sum(before.getUsage(), next.getUsage()))
                .setServed(served)
                .build();
    }

    /** Estimated if either is. Fields that only one dialect knows are those of the last that has any. */
    public static Usage sum(Usage a, Usage b) {
        Usage.Builder sum = a.toBuilder();
        if (a.hasInputTokens() || b.hasInputTokens()) {
            sum.setInputTokens(a.getInputTokens() + b.getInputTokens());
        }
        if (a.hasOutputTokens() || b.hasOutputTokens()) {
            sum.setOutputTokens(a.getOutputTokens() + b.getOutputTokens());
        }
        if (a.hasCacheReadTokens() || b.hasCacheReadTokens()) {
            sum.setCacheReadTokens(a.getCacheReadTokens() + b.getCacheReadTokens());
        }
        if (a.hasCacheWriteTokens() || b.hasCacheWriteTokens()) {
            sum.setCacheWriteTokens(a.getCacheWriteTokens() + b.getCacheWriteTokens());
        }
        if (a.hasReasoningTokens() || b.hasReasoningTokens()) {
            sum.setReasoningTokens(a.getReasoningTokens() + b.getReasoningTokens());
        }
        if (a.hasToolPromptTokens() || b.hasToolPromptTokens()) {
            sum.setToolPromptTokens(a.getToolPromptTokens() + b.getToolPromptTokens());
        }
        if (b.getExtensionsCount() > 0) {
            sum.clearExtensions().addAllExtensions(b.getExtensionsList());
        }
        return sum.setEstimated(a.getEstimated() || b.getEstimated()).build();
    }
}
