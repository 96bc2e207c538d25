package dev.parley.server.dialect.gemini;

import dev.parley.server.dialect.codec.Effort;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What sets models apart, by their names; the first row that fits counts (E-RSN-4). A name that tells nothing is taken
 * for a model that thinks within a budget.
 */
enum Generation {
    THOUGHTLESS("image|tts|embedding|gemma|learnlm|-live|gemini-1|gemini-2\\.0|gemini-pro$", 0, 0, true),
    THREE_PRO_PREVIEW("gemini-3-pro", Effort.LOW, Effort.HIGH),
    THREE_PRO("gemini-[3-9][.\\d]*-pro", Effort.LOW, Effort.MEDIUM, Effort.HIGH),
    THREE("gemini-[3-9]", Effort.MINIMAL, Effort.LOW, Effort.MEDIUM, Effort.HIGH),
    FLASH_LITE("flash-lite", 512, 24_576, true),
    PRO("pro", 128, 32_768, false),
    FLASH("", 1, 24_576, true);

    private static final Pattern THIRD = Pattern.compile("gemini-[3-9]");
    private static final Pattern SPEAKING = Pattern.compile("tts|native-audio");

    /** Not those named Imagen, which are asked in another way. */
    private static final Pattern PICTURES = Pattern.compile("image(?!n)|nano-banana");

    private final Pattern pattern;
    private final List<Effort> levels;
    private final int leastBudget;
    private final int mostBudget;
    private final boolean canBeOff;

    Generation(String pattern, Effort... levels) {
        this.pattern = Pattern.compile(pattern);
        this.levels = List.of(levels);
        this.leastBudget = 0;
        this.mostBudget = 0;
        this.canBeOff = false;
    }

    Generation(String pattern, int leastBudget, int mostBudget, boolean canBeOff) {
        this.pattern = Pattern.compile(pattern);
        this.levels = List.of();
        this.leastBudget = leastBudget;
        this.mostBudget = mostBudget;
        this.canBeOff = canBeOff;
    }

    /** The row of a model. */
    static Generation of(String model) {
        for (Generation row : values()) {
            if (row.pattern.matcher(model).find()) {
                return row;
            }
        }
        return FLASH;
    }

    /**
     * Whether a model is of the third generation or later: it wants its signatures back, takes media inside a tool's
     * result, and gives JSON where there are tools.
     */
    static boolean isThird(String model) {
        return THIRD.matcher(model).find();
    }

    /** Whether a model makes pictures when it is asked for them. */
    static boolean makesPictures(String model) {
        return PICTURES.matcher(model).find();
    }

    /** Whether a model answers with audio. */
    static boolean speaks(String model) {
        return SPEAKING.matcher(model).find();
    }

    /** How hard it can be told to think, rising; empty if it is told a budget, or cannot think. */
    List<Effort> levels() {
        return levels;
    }

    /** The least budget above none. */
    int leastBudget() {
        return leastBudget;
    }

    /** The largest budget; 0 if it takes none. */
    int mostBudget() {
        return mostBudget;
    }

    /** Whether it can be kept from thinking. */
    boolean canBeOff() {
        return canBeOff;
    }
}
