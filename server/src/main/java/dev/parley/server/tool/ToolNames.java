package dev.parley.server.tool;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools that may be called, by the names that models write (TOOL-05). */
final class ToolNames {
    private static final String AMBIGUOUS = "";

    private final Set<String> declared;
    private final Map<String, String> folded = new HashMap<>();

    ToolNames(Collection<String> names) {
        declared = new LinkedHashSet<>(names);
        declared.forEach(name -> folded.merge(fold(name), name, (a, b) -> AMBIGUOUS));
    }

    /** The declared name: this one exactly, else the only one that differs in case alone; null if there is none. */
    @Nullable
    String declared(String written) {
        if (declared.contains(written)) {
            return written;
        }
        String only = folded.getOrDefault(fold(written), AMBIGUOUS);
        return only.equals(AMBIGUOUS) ? null : only;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
