package dev.parley.server.access;

import dev.parley.server.config.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that opens the admin API (AD-01).
 *
 * @param madeUp whether nobody set it: then it is another one after each start, and has to be shown once
 */
public record AdminKey(Secret secret, boolean madeUp) {
    private static final int RANDOM_BYTES = 24;

    /** The key of the settings; a random one where they have none. */
    public static AdminKey of(Secret configured) {
        return configured.isEmpty() ? new AdminKey(Secret.of(random()), true) : new AdminKey(configured, false);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
