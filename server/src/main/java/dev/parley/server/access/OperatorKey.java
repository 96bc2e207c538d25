package dev.parley.server.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.parley.server.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A key as the settings hold it: plain, or as its bcrypt hash (MA-01). To compare with a hash is slow by design, so
 * that is done for one caller at a time, and what was right once is remembered. Thread-safe.
 */
final class OperatorKey {
    /** What bcrypt can look at: longer texts are no key, whatever the hash. */
    private static final int BYTES_MOST = 71;

    private static final int SALT_BYTES = 32;

    private final Secret configured;
    private final byte[] salt = new byte[SALT_BYTES];
    private final ReentrantLock comparing = new ReentrantLock();
    private volatile byte @Nullable [] right;

    /** {@code configured} is empty if there is no such key; nothing matches it then. */
    OperatorKey(Secret configured) {
        this.configured = configured;
        new SecureRandom().nextBytes(salt);
    }

    /** Whether a text was found to be the key before. Quick. */
    boolean remembers(String presented) {
        byte[] known = right;
        return known != null && MessageDigest.isEqual(known, TokenKeys.sha256(salt, presented));
    }

    /** Whether a text is the key, in a time that does not depend on the outcome. May block for the time of a hash. */
    boolean matches(String presented) {
        if (!configured.isBcrypt()) {
            return configured.matches(presented) && !configured.isEmpty();
        }
        byte[] bytes = presented.getBytes(StandardCharsets.UTF_8);
        boolean matches = bytes.length <= BYTES_MOST && matchesHash(bytes);
        if (matches) {
            right = TokenKeys.sha256(salt, presented);
        }
        return matches;
    }

    private boolean matchesHash(byte[] presented) {
        byte[] hash = configured.reveal().getBytes(StandardCharsets.US_ASCII);
        comparing.lock();
        try {
            return BCrypt.verifyer().verify(presented, hash).verified;
        } finally {
            comparing.unlock();
        }
    }
}
