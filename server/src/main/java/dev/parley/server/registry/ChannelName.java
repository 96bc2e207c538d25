package dev.parley.server.registry;

import dev.parley.server.error.ChatException;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of channels: whom their entries are for (MA-40). */
final class ChannelName {
    /** Callers of every dialect that has no channel of its own; what is meant where none is named. */
    static final String OPENAI = "openai";

    /** Callers that speak Gemini. */
    static final String GEMINI = "gemini";

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Set<String> PATHS = Set.of("registry", "groups", "capabilities");

    private ChannelName() {}

    /** The channel of callers that speak this dialect. */
    static String of(String dialect) {
        return dialect.equals(GEMINI) ? GEMINI : OPENAI;
    }

    /**
     * The channel that a request names.
     *
     * @throws ChatException INVALID_REQUEST it can be none
     */
    static String named(String channel) {
        if (channel.isEmpty()) {
            return OPENAI;
        }
        if (!FORM.matcher(channel).matches() || PATHS.contains(channel)) {
            throw ChatException.invalid(
                    "channel",
                    "'channel' is '%s' (expected: %s, but none of %s).".formatted(channel, FORM.pattern(), PATHS));
        }
        return channel;
    }
}
