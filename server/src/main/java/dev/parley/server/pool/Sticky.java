package dev.parley.server.pool;

import dev.parley.server.config.PoolSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which credential each session had last (BAN-04). Bounded; used under the pool's lock. */
final class Sticky {
    private final boolean enabled;
    private final Duration ttl;
    private final Map<String, Bond> bonds;

    /** What a session had, and until when that counts. */
    private record Bond(CredentialState state, Instant end) {}

    Sticky(PoolSettings.Sticky settings) {
        this.enabled = settings.enabled();
        this.ttl = settings.ttl();
        this.bonds = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bond> eldest) {
                return size() > settings.maxSessions();
            }
        };
    }

    /** Whether this session is one that keeps its credential. */
    boolean knows(String session) {
        return enabled && !session.isEmpty();
    }

    /** What the session had last; null: nothing, or too long ago. */
    @Nullable
    CredentialState get(String session, Instant now) {
        Bond bond = bonds.get(session);
        return bond != null && now.isBefore(bond.end) ? bond.state : null;
    }

    /** The session has this one now. */
    void bind(String session, CredentialState state, Instant now) {
        bonds.remove(session);
        bonds.put(session, new Bond(state, now.plus(ttl)));
    }
}
