package dev.parley.server.access;

import dev.parley.server.config.Secret;
import java.util.regex.Pattern;

/** Names for caller keys that logs, usage and lists may show. */
public final class KeyIds {
    private static final int BYTES = 6;

    /** So many that nobody finds another key with the same. */
    private static final int IDENTITY_BYTES = 32;

    private static final Pattern ID = Pattern.compile("key-[0-9a-f]{" + 2 * BYTES + "}");

    private KeyIds() {}

    /** {@code key-} and the first 12 hex digits of the key's SHA-256: the same after every restart. */
    public static String of(Secret key) {
        return "key-" + key.fingerprint(BYTES);
    }

    /** Tells a key's holder from every other; for what is kept, not for people. */
    static String identity(Secret key) {
        return "key:" + key.fingerprint(IDENTITY_BYTES);
    }

    /** Whether a name is one of these. */
    public static boolean isId(String name) {
        return ID.matcher(name).matches();
    }
}
