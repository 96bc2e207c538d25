package dev.parley.server.admin;

import dev.parley.server.config.Secret;

/** What may be seen of a secret (AD-06): little of a long one, nothing of a short one. */
final class Previews {
    private static final int SHORT = 16;
    private static final int TOKEN_HEAD = 5;
    private static final int KEY_END = 3;

    private Previews() {}

    /** The first five characters of a token; nothing of one of fewer than sixteen. */
    static String token(Secret token) {
        String text = token.reveal();
        return length(text) < SHORT ? "" : head(text, TOKEN_HEAD) + "...";
    }

    /** The first and the last three characters of a key; none of one of fewer than sixteen. */
    static String key(Secret key) {
        String text = key.reveal();
        int length = length(text);
        return length < SHORT
                ? "***"
                : head(text, KEY_END) + "..." + text.substring(text.offsetByCodePoints(0, length - KEY_END));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String head(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
