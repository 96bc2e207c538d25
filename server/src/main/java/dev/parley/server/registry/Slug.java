package dev.parley.server.registry;

import dev.parley.server.error.ChatException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The ids of groups: given, or made from a name. */
final class Slug {
    private static final int LONGEST = 40;
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1," + LONGEST + "}");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final String NAMELESS = "group-";

    private Slug() {}

    /** @throws ChatException INVALID_REQUEST it is no id */
    static String checked(String id) {
        if (!FORM.matcher(id).matches()) {
            throw ChatException.invalid("group.id", "'group.id' is '%s' (expected: %s).".formatted(id, FORM.pattern()));
        }
        return id;
    }

    /** The id of a name; where it has no letters that an id may have, a number that is not taken. */
    static String of(String name, Set<String> taken) {
        String words = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String slug = trimmed(words.substring(0, Math.min(words.length(), LONGEST)));
        if (!slug.isEmpty()) {
            return slug;
        }
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> NAMELESS + number)
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static String trimmed(String words) {
        return words.replaceAll("^-|-$", "");
    }
}
