package dev.parley.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.server.config.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The management API's tokens (MA-05): {@link SignedClaims}. Each role signs with a key of its own, which is derived
 * and not the admin API's. Thread-safe.
 */
final class ManagementTokens {
    private static final String VERSION = "v";
    private static final long CURRENT = 1;
    private static final String TYPE = "typ";
    private static final String MANAGEMENT = "management";
    private static final String ROLE = "role";
    private static final String SESSION = "sid";
    private static final int LENGTH_MOST = 4 * 1024;

    private final Map<ManagementRole, byte[]> keys = new EnumMap<>(ManagementRole.class);
    private final InstantSource clock;

    /** A session that a token stands for. */
    record Session(ManagementRole role, String id, Instant until) {}

    /**
     * Tokens of a role are void once its key or the secret is another one.
     *
     * @param roleKeys what opens the API, by role
     */
    ManagementTokens(String secret, Map<ManagementRole, Secret> roleKeys, InstantSource clock) {
        roleKeys.forEach((role, key) -> keys.put(
                role, TokenKeys.derive(secret, key.reveal(), "parley management tokens 1, HS256, " + role.word)));
        this.clock = clock;
    }

    /** The token of a session. */
    String issue(Session session) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim(VERSION, CURRENT)
                .claim(TYPE, MANAGEMENT)
                .claim(ROLE, session.role.word)
                .claim(SESSION, session.id)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(session.until))
                .build();
        return sign(claims, session.role);
    }

    /** A token that says this. */
    String sign(JWTClaimsSet claims, ManagementRole role) {
        return SignedClaims.write(claims, Objects.requireNonNull(keys.get(role)));
    }

    /** The session of a token; null for any text that is not one of ours, and for one that has expired. */
    @Nullable
    Session verify(String token) {
        if (token.length() > LENGTH_MOST) {
            return null;
        }
        for (Map.Entry<ManagementRole, byte[]> key : keys.entrySet()) {
            JWTClaimsSet claims = SignedClaims.read(token, key.getValue());
            if (claims != null && key.getKey().word.equals(claims.getClaim(ROLE))) {
                return session(claims, key.getKey());
            }
        }
        return null;
    }

    private @Nullable Session session(JWTClaimsSet claims, ManagementRole role) {
        Date expiry = claims.getExpirationTime();
        boolean valid = Objects.equals(claims.getClaim(VERSION), CURRENT)
                && MANAGEMENT.equals(claims.getClaim(TYPE))
                && expiry != null
                && clock.instant().isBefore(expiry.toInstant());
        return valid && claims.getClaim(SESSION) instanceof String id
                ? new Session(role, id, expiry.toInstant())
                : null;
    }
}
