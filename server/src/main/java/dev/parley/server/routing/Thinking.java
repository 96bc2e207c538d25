package dev.parley.server.routing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How hard a model thinks that a name or the registry asks for (MA-40). */
public enum Thinking {
    /** As the provider has it. */
    AUTO(""),
    NONE("none"),
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high"),
    /** As hard as the provider lets it. */
    MAX("xhigh");

    private final String effort;

    Thinking(String effort) {
        this.effort = effort;
    }

    /** The level of this word, such as {@code max}. */
    public static Optional<Thinking> of(String word) {
        return Stream.of(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    /** As in the registry. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code Reasoning.effort}; empty: not told. */
    public String effort() {
        return effort;
    }
}
