package dev.parley.server.access;

import dev.parley.server.config.Secret;
import java.util.regex.Pattern;

/** Names for caller keys that logs, usage and lists may show. */
public final class KeyIds {
    private static final int BYTES = 6;

    /** So many that nobody finds another key with the same. */
    private static final int IDENTITY_BYTES = 32;

    private static final String IDENTITY = "key:";

    private static final Pattern ID = Pattern.compile("key-[0-9a-f]{" + 2 * BYTES + "}");

    private KeyIds() {}

    /** {@code key-} and the first 12 hex digits of the key's SHA-256: the same after every restart. */
    public static String of(Secret key) {
        return "key-" + key.fingerprint(BYTES);
    }

    /** Tells a key's holder from every other; for what is kept, not for people. */
    static String identity(Secret key) {
        return IDENTITY + key.fingerprint(IDENTITY_BYTES);
    }

    /** The name of the key of a {@link Caller#identity}; who has none is named as on its listener, "anonymous". */
    public static String ofIdentity(String identity) {
        return identity.startsWith(IDENTITY)
                ? "key-" + identity.substring(IDENTITY.length(), IDENTITY.length() + 2 * BYTES)
                : identity.substring(identity.indexOf('/') + 1);
    }

    /** Whether a name is one of these. */
    public static boolean isId(String name) {
        return ID.matcher(name).matches();
    }
}
