package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.Effort;
import java.util.Map;

/**
 * How many tokens each effort may think, for models that take budgets (GM-12); -1 leaves it to the model. The highest
 * effort thinks as much as its model can.
 */
public record ThinkingBudgets(int minimal, int low, int medium, int high, int auto) {
    /** The budgets unless settings say otherwise. */
    public static final ThinkingBudgets STANDARD = new ThinkingBudgets(512, 1_024, 8_192, 24_576, -1);

    /**
     * The budgets of a provider's options {@code thinking-minimal}, {@code -low}, {@code -medium}, {@code -high} and
     * {@code -auto}; those that are not there are the standard ones.
     *
     * @throws IllegalArgumentException one is no number of tokens
     */
    public static ThinkingBudgets of(Map<String, String> options) {
        return new ThinkingBudgets(
                tokens(options, "thinking-minimal", STANDARD.minimal),
                tokens(options, "thinking-low", STANDARD.low),
                tokens(options, "thinking-medium", STANDARD.medium),
                tokens(options, "thinking-high", STANDARD.high),
                tokens(options, "thinking-auto", STANDARD.auto));
    }

    private static int tokens(Map<String, String> options, String name, int standard) {
        String text = options.getOrDefault(name, String.valueOf(standard)).strip();
        if (!text.matches("-1|[0-9]{1,8}")) {
            throw new IllegalArgumentException(
                    "options.%s is '%s' (expected: a number of tokens, or -1 to leave it to the model)"
                            .formatted(name, text));
        }
        return Integer.parseInt(text);
    }

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
