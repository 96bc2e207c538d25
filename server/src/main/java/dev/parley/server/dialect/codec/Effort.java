package dev.parley.server.dialect.codec;

import org.jspecify.annotations.Nullable;

/** How hard a model thinks, in words and in tokens: the one table between dialects that have either (E-RSN-4). */
public enum Effort {
    NONE(0),
    MINIMAL(1_024),
    LOW(2_048),
    MEDIUM(8_192),
    HIGH(16_384),
    XHIGH(22_528);

    private final int budget;

    Effort(int budget) {
        this.budget = budget;
    }

    /** The effort of this name, or null. */
    public static @Nullable Effort named(String word) {
        return Words.named(values(), word);
    }

    /** The least effort that thinks as much as this budget allows. */
    public static Effort ofBudget(int tokens) {
        for (Effort effort : values()) {
            if (tokens <= effort.budget) {
                return effort;
            }
        }
        return XHIGH;
    }

    /** As in {@code Reasoning.effort}. */
    public String word() {
        return Words.of(this);
    }

    /** As in {@code Reasoning.budget_tokens}. */
    public int budget() {
        return budget;
    }
}
