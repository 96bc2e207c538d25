package dev.parley.server.store;

import dev.parley.server.config.Secret;
import java.util.List;

/** Caller keys as people write them. */
public final class Keys {
    private Keys() {}

    /** Without blanks around them, each once, none empty (AD-07). */
    public static List<Secret> clean(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .map(Secret::of)
                .toList();
    }
}
