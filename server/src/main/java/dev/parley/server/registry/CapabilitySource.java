package dev.parley.server.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who says what a model can do, the least trusted first (MA-45). */
enum CapabilitySource {
    UPSTREAM,
    PROBE,
    MANUAL;

    /** The source of this word. */
    static Optional<CapabilitySource> of(String word) {
        return Stream.of(values()).filter(source -> source.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
