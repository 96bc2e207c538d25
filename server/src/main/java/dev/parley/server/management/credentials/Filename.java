package dev.parley.server.management.credentials;

import dev.parley.server.error.ChatException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an uploaded credential. No file is ever made of it; it is kept to what every file system takes all the
 * same, and to ASCII, so that two names never look alike.
 */
final class Filename {
    private static final String ENDING = ".json";
    private static final Pattern LEGAL = Pattern.compile("(?!\\.)[A-Za-z0-9._-]{1,95}\\.json");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private Filename() {}

    /**
     * What a caller calls it.
     *
     * @throws ChatException INVALID_REQUEST: it is no such name
     */
    static String checked(String name) {
        if (!LEGAL.matcher(name).matches()) {
            throw ChatException.invalid(
                    "filename",
                    "'filename' is '%s' (expected: at most 100 of A-Z, a-z, 0-9 and . _ - ending in .json)."
                            .formatted(Shown.name(name)));
        }
        return name;
    }

    /** One with the time in it that is not taken. */
    static String made(Instant now, Set<String> taken) {
        String name = "credential-" + TIME.format(now);
        String free = name + ENDING;
        for (int i = 2; taken.contains(free); i++) {
            free = name + '-' + i + ENDING;
        }
        return free;
    }

    /** The name without its ending. */
    static String stem(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }
}
