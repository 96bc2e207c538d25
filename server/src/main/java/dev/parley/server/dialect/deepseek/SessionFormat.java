package dev.parley.server.dialect.deepseek;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What of the dialect is a setting.
 *
 * @param citations what becomes of citation markers in the answers of models that search
 */
public record SessionFormat(PromptTemplate prompt, Citations citations) {
    /** What becomes of citation markers. */
    public enum Citations {
        /** They are taken out. */
        REMOVE,
        /** They are taken out, and their sources told as citations of the text. */
        ANNOTATE,
        /** They stay. */
        KEEP
    }

    /**
     * The format of the options {@code prompt-*} and {@code citations}.
     *
     * @throws IllegalArgumentException naming the option that cannot be read
     */
    public static SessionFormat of(Map<String, String> options) {
        return new SessionFormat(PromptTemplate.of(options), citations(options.getOrDefault("citations", "remove")));
    }

    private static Citations citations(String word) {
        return Arrays.stream(Citations.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "options.citations is '%s' (expected: remove, annotate or keep)".formatted(word)));
    }
}
