package dev.parley.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/**
 * The admin API's tokens: {@link SignedClaims} (AD-03). The key is derived, so that it is of the right length whatever
 * the secrets are, and is neither of them. Thread-safe.
 */
final class AdminTokens {
    private static final String ROLE = "role";
    private static final String ADMIN = "admin";
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LENGTH_MOST = 8 * 1024;
    private static final String PURPOSE = "parley admin tokens, HS256";

    private final byte[] key;
    private final InstantSource clock;

    /** A token is void once either secret is another one. */
    AdminTokens(Secret adminKey, Secret jwtSecret, InstantSource clock) {
        this.key = TokenKeys.derive(adminKey.reveal(), jwtSecret.reveal(), PURPOSE);
        this.clock = clock;
    }

    /** A token that is valid from now on. */
    String issue(Duration validFor) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validFor)))
                .claim(ROLE, ADMIN)
                .jwtID(UUID.randomUUID().toString())
                .build();
        return sign(claims);
    }

    /** A token that says this. */
    String sign(JWTClaimsSet claims) {
        return SignedClaims.write(claims, key);
    }

    /**
     * The session of a token.
     *
     * @throws ChatException UNAUTHENTICATED
     */
    AdminSessions.Session verify(String token) {
        JWTClaimsSet claims = token.length() > LENGTH_MOST ? null : SignedClaims.read(token, key);
        if (claims == null || !isAdmins(claims)) {
            throw AdminSessions.unauthenticated("The admin key or token is not valid (expected: the setting"
                    + " access.admin-key, or a token that /admin/login gave; callers' keys open nothing here).");
        }
        Instant expiry = claims.getExpirationTime().toInstant();
        if (!clock.instant().isBefore(expiry.plus(SKEW))) {
            throw AdminSessions.unauthenticated("The token has expired (expected: a new one from /admin/login).");
        }
        return new AdminSessions.Session("session:" + claims.getJWTID(), expiry);
    }

    private boolean isAdmins(JWTClaimsSet claims) {
        Date from = claims.getNotBeforeTime();
        return ADMIN.equals(claims.getClaim(ROLE))
                && claims.getJWTID() != null
                && claims.getExpirationTime() != null
                && (from == null || !from.toInstant().isAfter(clock.instant().plus(SKEW)));
    }
}
