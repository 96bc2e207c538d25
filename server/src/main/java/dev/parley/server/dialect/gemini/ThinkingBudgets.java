package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.Effort;

/**
 * How many tokens each effort may think, for models that take budgets (GM-12); -1 leaves it to the model. The highest
 * effort thinks as much as its model can.
 */
public record ThinkingBudgets(int minimal, int low, int medium, int high, int auto) {
    /** The budgets unless settings say otherwise. */
    public static final ThinkingBudgets STANDARD = new ThinkingBudgets(512, 1_024, 8_192, 24_576, -1);

    int of(Effort effort) {
        return switch (effort) {
            case NONE -> 0;
            case MINIMAL -> minimal;
            case LOW -> low;
            case MEDIUM -> medium;
            case HIGH -> high;
            case XHIGH -> Integer.MAX_VALUE;
        };
    }
}
