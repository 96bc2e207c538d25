package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("AD-03: the admin API's tokens")
class AdminTokensTest {
    private static final Secret ADMIN_KEY = Secret.of("key-of-the-admin");
    private static final Secret JWT_SECRET = Secret.of("short");

    private final FakeClock clock = new FakeClock();
    private final AdminTokens tokens = new AdminTokens(ADMIN_KEY, JWT_SECRET, clock);

    /** What is wrong with a token. */
    enum Forged {
        NO_ALGORITHM(test -> header("{\"alg\":\"none\"}") + '.' + test.part(1) + '.'),
        NO_ALGORITHM_BUT_A_SIGNATURE(test -> header("{\"alg\":\"none\"}") + '.' + test.part(1) + '.' + test.part(2)),
        OTHER_FAMILY(test -> header("{\"alg\":\"RS256\"}") + '.' + test.part(1) + '.' + test.part(2)),
        OTHER_HASH(test -> header("{\"alg\":\"HS512\"}") + '.' + test.part(1) + '.' + test.part(2)),
        KEY_BY_PATH(test -> header("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}") + '.' + test.part(1) + '.'),
        OTHER_CLAIMS(test -> test.part(0)
                + '.'
                + header("{\"role\":\"admin\",\"jti\":\"x\",\"exp\":9999999999}")
                + '.'
                + test.part(2)),
        SIGNED_WITH_ANOTHER_ADMIN_KEY(test -> foreign(test, "other", JWT_SECRET)),
        SIGNED_BY_ANOTHER_SECRET(test -> foreign(test, ADMIN_KEY.reveal(), Secret.of("other"))),
        SIGNED_WITHOUT_SECRET(test -> foreign(test, ADMIN_KEY.reveal(), Secret.of(""))),
        ENCRYPTED(test -> test.token() + ".a.b"),
        CUT(test -> test.token().substring(0, 60)),
        GARBAGE(test -> "key-of-a-caller"),
        DOTS(test -> ".."),
        HEADER_OF_NULL(test -> header("null") + '.' + test.part(1) + '.' + test.part(2)),
        HEADER_OF_A_LIST(test -> header("[]") + '.' + test.part(1) + '.' + test.part(2)),
        SIGNATURE_WITH_JUNK_IN_IT(test -> test.token().replaceFirst("(.)$", "\"$1")),
        HUGE(test -> test.part(0) + '.' + "A".repeat(1 << 20) + '.' + test.part(2)),
        LONG_BUT_SIGNED(test -> test.signed(claims -> claims.claim("note", "x".repeat(8 * 1024)))),
        NOT_YET_VALID(test -> test.signed(claims -> claims.notBeforeTime(test.in(Duration.ofSeconds(31))))),
        NO_ROLE(test -> test.signed(claims -> claims.claim("role", null))),
        OTHER_ROLE(test -> test.signed(claims -> claims.claim("role", "caller"))),
        ROLES(test -> test.signed(claims -> claims.claim("role", new String[] {"admin"}))),
        NO_EXPIRY(test -> test.signed(claims -> claims.expirationTime(null))),
        NO_ID(test -> test.signed(claims -> claims.jwtID(null))),
        EXPIRED(test -> test.signed(claims -> claims.expirationTime(test.in(Duration.ofSeconds(-30)))));

        private final Function<AdminTokensTest, String> forge;

        Forged(Function<AdminTokensTest, String> forge) {
            this.forge = forge;
        }
    }

    @ParameterizedTest
    @EnumSource(Forged.class)
    @DisplayName("Fault 81: what we did not sign so, or what is over, is refused and not repeated")
    void refuses(Forged forged) {
        String token = forged.forge.apply(this);

        ChatException refusal = catchThrowableOfType(ChatException.class, () -> tokens.verify(token));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ERROR_CODE_UNAUTHENTICATED);
        assertThat(refusal.getMessage()).contains("/admin/login").doesNotContain(token);
    }

    @Test
    void takesWhatItIssued() {
        AdminSessions.Session session = tokens.verify(token());

        assertThat(session.name()).matches("session:[0-9a-f-]{36}");
        assertThat(session.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void issuesTheClaimsOfTheDocument() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(token()).getJWTClaimsSet();

        assertThat(claims.getClaims()).containsOnlyKeys("iat", "exp", "role", "jti");
        assertThat(claims.getClaim("role")).isEqualTo("admin");
        assertThat(tokens.issue(Duration.ofHours(1))).isNotEqualTo(token());
    }

    @Test
    @DisplayName("Clocks may differ by half a minute, both ways")
    void allowsForSkew() {
        String early = signed(claims -> claims.notBeforeTime(in(Duration.ofSeconds(30))));
        String late = signed(claims -> claims.expirationTime(in(Duration.ofSeconds(-29))));

        assertThat(tokens.verify(early).name()).isEqualTo("session:id");
        assertThat(tokens.verify(late).name()).isEqualTo("session:id");
    }

    @ParameterizedTest
    @CsvSource({"k,''", "k,s"})
    @DisplayName("Secrets of any length give a key")
    void signs_whateverTheSecretsAre(String adminKey, String jwtSecret) {
        AdminTokens made = new AdminTokens(Secret.of(adminKey), Secret.of(jwtSecret), clock);

        assertThat(made.verify(made.issue(Duration.ofHours(1))).expiresAt()).isNotNull();
    }

    private String token() {
        return tokens.issue(Duration.ofHours(1));
    }

    private String part(int index) {
        return token().split("\\.")[index];
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return tokens.sign(change.apply(new JWTClaimsSet.Builder()
                        .expirationTime(in(Duration.ofHours(1)))
                        .claim("role", "admin")
                        .jwtID("id"))
                .build());
    }

    private Date in(Duration time) {
        return Date.from(clock.instant().plus(time));
    }

    private static String foreign(AdminTokensTest test, String adminKey, Secret jwtSecret) {
        return new AdminTokens(Secret.of(adminKey), jwtSecret, test.clock).issue(Duration.ofHours(1));
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
