package dev.parley.server.conversation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The ids of answers that may be continued. */
final class AnswerId {
    private static final String PREFIX = "resp_";
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{" + 2 * BYTES + '}');
    private static final SecureRandom RANDOM = new SecureRandom();

    private AnswerId() {}

    /** A new one, which nobody can guess. */
    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    /** Whether a text can be one: any other need not be looked for. */
    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** What tells an id from others. */
    static String distinct(String id) {
        return id.substring(PREFIX.length());
    }
}
