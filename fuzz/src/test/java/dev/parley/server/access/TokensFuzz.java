package dev.parley.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Tokens of sessions: none is let in but those that were given out, and what we did sign otherwise is refused. */
public final class TokensFuzz {
    private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);
    private static final InstantSource NOW = InstantSource.fixed(TIME);
    private static final ManagementRole ROLE = ManagementRole.FULL;
    private static final AdminTokens ADMIN =
            new AdminTokens(Secret.of("secret-of-admin"), Secret.of("secret-of-tokens"), NOW);
    private static final ManagementTokens MANAGEMENT =
            new ManagementTokens("secret-of-tokens", Map.of(ROLE, Secret.of("secret-of-manager")), NOW);
    private static final String GIVEN = ADMIN.issue(Duration.ofHours(1));
    private static final String GIVEN_TO_MANAGER =
            MANAGEMENT.issue(new ManagementTokens.Session(ROLE, "s1", TIME.plusSeconds(60)));

    private TokensFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "admin-token", Seeds.texts(GIVEN, GIVEN_TO_MANAGER, "..", "W10.bnVsbA.AA"), TokensFuzz::admin),
                new FuzzTarget(
                        "management-token", Seeds.texts(GIVEN_TO_MANAGER, GIVEN, "e30.e30."), TokensFuzz::management),
                new FuzzTarget(
                        "token-claims",
                        Seeds.texts(
                                "{\"role\":\"admin\",\"jti\":\"a\",\"exp\":1800000060}",
                                "{\"v\":1,\"typ\":\"management\",\"role\":\"operator\",\"sid\":\"s\",\"exp\":1800000060}",
                                "{\"role\":7,\"jti\":\"a\",\"exp\":1e99,\"nbf\":-1}"),
                        TokensFuzz::claims));
    }

    private static void admin(byte[] input) throws Exception {
        String token = new String(input, UTF_8);
        Laws.check(verified(token) == null || token.equals(GIVEN), "a made-up token is let in");
    }

    private static void management(byte[] input) {
        String token = new String(input, UTF_8);
        Laws.check(MANAGEMENT.verify(token) == null || token.equals(GIVEN_TO_MANAGER), "a made-up token is let in");
    }

    /** Even what is signed may say anything. */
    private static void claims(byte[] input) throws Exception {
        JWTClaimsSet claims = Laws.refusing(Exception.class, () -> JWTClaimsSet.parse(new String(input, UTF_8)));
        if (claims == null) {
            return;
        }
        verified(ADMIN.sign(claims));
        ManagementTokens.Session session = MANAGEMENT.verify(MANAGEMENT.sign(claims, ROLE));
        Date expiry = session == null ? null : claims.getExpirationTime();
        Laws.check(
                session == null || expiry != null && expiry.toInstant().isAfter(NOW.instant()),
                "an expired token is let in");
    }

    private static AdminSessions.Session verified(String token) throws Exception {
        try {
            return ADMIN.verify(token);
        } catch (ChatException e) {
            Laws.check(e.code() == ErrorCode.ERROR_CODE_UNAUTHENTICATED, e.toString());
            return null;
        }
    }
}
