package dev.parley.server.config;

import java.util.List;
import java.util.Locale;

/**
 * What Claude's model names mean to callers that speak Claude where no provider has those models (CL-04).
 *
 * @param fast the model for all names but those of {@code slow}; empty: that of {@code slow}
 * @param slow the model for names that hold opus, reasoner or slow; empty: that of {@code fast}
 * @param first whether names are mapped that a provider lists, too
 * @param models the names that are listed while there is a mapping (CL-02)
 */
public record ClaudeMapping(String fast, String slow, boolean first, List<String> models) {
    private static final List<String> SLOW_WORDS = List.of("opus", "reasoner", "slow");

    /** Whether there is a mapping at all. */
    public boolean active() {
        return !fast.isEmpty() || !slow.isEmpty();
    }

    /** The same, mapping names that a provider lists, too. */
    public ClaudeMapping asFirst() {
        return new ClaudeMapping(fast, slow, true, models);
    }

    /** The same names, meaning these models; what is empty stays as it is. */
    public ClaudeMapping with(String otherFast, String otherSlow) {
        return new ClaudeMapping(
                otherFast.isEmpty() ? fast : otherFast, otherSlow.isEmpty() ? slow : otherSlow, first, models);
    }

    /** The model behind a name; the mapping must be active. */
    public String map(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean wantsSlow = SLOW_WORDS.stream().anyMatch(lower::contains);
        return fast.isEmpty() || wantsSlow && !slow.isEmpty() ? slow : fast;
    }
}
