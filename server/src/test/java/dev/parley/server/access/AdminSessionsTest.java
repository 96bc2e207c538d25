package dev.parley.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Access;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-01..AD-05: who may administer")
class AdminSessionsTest {
    private static final String KEY = "key-of-the-admin";
    private static final String HERE = "192.0.2.1";

    private final FakeClock clock = new FakeClock();
    private final AdminSessions sessions = sessions(KEY, "");

    @ParameterizedTest
    @CsvSource({"0,36", "1,1", "24,24", "720,720"})
    @DisplayName("AD-02: a token lasts as long as asked, or as the setting says")
    void logsIn(int hours, int valid) {
        AdminSessions.Login login = sessions.login(HERE, KEY, hours);

        assertThat(login.validFor()).isEqualTo(Duration.ofHours(valid));
        AdminSessions.Session session = sessions.authenticate("Bearer " + login.token());
        assertThat(sessions.validity(session).left()).isEqualTo(Duration.ofHours(valid));
        assertThat(sessions.validity(session).until()).isEqualTo(clock.instant().plus(Duration.ofHours(valid)));
        assertThat(login.toString()).doesNotContain(login.token());
    }

    @ParameterizedTest
    @CsvSource({
        "'',0,INVALID_REQUEST,admin_key",
        "key-of-the-admin,-1,INVALID_REQUEST,expire_hours is -1",
        "key-of-the-admin,721,INVALID_REQUEST,expire_hours is 721",
        "key-of-the-admin,1000000000,INVALID_REQUEST,expire_hours is 1000000000",
        "key-of-the-admi,0,UNAUTHENTICATED,Invalid admin key",
        "key-of-the-admin2,0,UNAUTHENTICATED,Invalid admin key",
    })
    @DisplayName("AD-02, fault 86: wrong and missing keys, and hours out of bounds")
    void refusesToLogIn(String key, int hours, String code, String message) {
        ChatException refusal = refusal(() -> sessions.login(HERE, key, hours));

        assertThat(refusal.code()).isEqualTo(ErrorCode.valueOf("ERROR_CODE_" + code));
        assertThat(refusal.getMessage()).startsWith(message);
    }

    @Test
    @DisplayName("SEC-04, fault 87: ten attempts a minute from one address; another is not concerned")
    void limitsAttempts() {
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(() -> sessions.login(HERE, "wrong", 0)).code())
                    .isEqualTo(ErrorCode.ERROR_CODE_UNAUTHENTICATED);
            clock.advance(Duration.ofSeconds(1));
        }

        for (int i = 0; i < 90; i++) {
            ChatException refusal = refusal(() -> sessions.login(HERE, KEY, 0));
            assertThat(refusal.code()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(50));
        }
        assertThat(sessions.login("192.0.2.2", KEY, 0).token()).isNotEmpty();

        clock.advance(Duration.ofSeconds(50));
        assertThat(sessions.login(HERE, KEY, 0).token()).isNotEmpty();
        assertThat(refusal(() -> sessions.login(HERE, KEY, 0)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepsAddressesWithinABound() {
        LoginLimit limit = new LoginLimit(10, clock);
        for (int i = 0; i < 20_000; i++) {
            limit.attempt("address-" + i);
        }
        assertThat(limit.addresses()).isEqualTo(10_000);
    }

    @Test
    void dropsCountsThatAreOver_onceAMinute() {
        LoginLimit limit = new LoginLimit(10, clock);
        AtomicInteger sweeps = new AtomicInteger();
        limit.onSweep(sweeps::incrementAndGet);
        limit.attempt("a");
        clock.advance(Duration.ofSeconds(30));
        limit.attempt("b");
        assertThat(sweeps).hasValue(1);

        clock.advance(Duration.ofSeconds(30));
        limit.attempt("c");
        assertThat(sweeps).hasValue(2);
        assertThat(limit.addresses()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,missing",
                "'',missing",
                "Bearer,missing",
                "Basic key-of-the-admin,missing",
                "key-of-the-admin,missing",
                "Bearer key-of-a-caller,not valid",
                "Bearer key-of-the-admi,not valid",
            })
    @DisplayName("AD-05: everything else is refused, and told what is wanted")
    void refuses(@Nullable String authorization, String fragment) {
        ChatException refusal = refusal(() -> sessions.authenticate(authorization));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ERROR_CODE_UNAUTHENTICATED);
        assertThat(refusal.getMessage())
                .contains(fragment, "access.admin-key", "/admin/login")
                .doesNotContain("key-of");
    }

    @Test
    @DisplayName("AD-04: the admin key lets in, but is no token")
    void tellsTheKeyFromAToken() {
        AdminSessions.Session session = sessions.authenticate("bearer " + KEY);

        assertThat(session.name()).isEqualTo("admin-key");
        assertThat(refusal(() -> sessions.validity(session)).code()).isEqualTo(ErrorCode.ERROR_CODE_UNAUTHENTICATED);
    }

    @Test
    void endsWithItsToken() {
        String token = sessions.login(HERE, KEY, 1).token();
        clock.advance(Duration.ofHours(1).plusSeconds(10));

        assertThat(sessions.validity(sessions.authenticate("Bearer " + token)).left())
                .isZero();
        clock.advance(Duration.ofSeconds(20));
        assertThat(refusal(() -> sessions.authenticate("Bearer " + token))).hasMessageContaining("has expired");
    }

    @ParameterizedTest
    @CsvSource({"another-key,''", "key-of-the-admin,secret"})
    @DisplayName("AD-03: another admin key or secret voids tokens")
    void forgetsTokens_whenASecretIsRotated(String key, String secret) {
        String token = sessions.login(HERE, KEY, 1).token();

        assertThat(sessions(KEY, "").authenticate("Bearer " + token).expiresAt())
                .isNotNull();
        assertThat(refusal(() -> sessions(key, secret).authenticate("Bearer " + token)))
                .isNotNull();
    }

    @Test
    @DisplayName("AD-01: without a key of the settings, a long random one")
    void makesUpAKey() {
        AdminKey first = AdminKey.of(Secret.of(""));

        assertThat(first.madeUp()).isTrue();
        assertThat(first.secret().reveal()).matches("[\\w-]{32}");
        assertThat(AdminKey.of(Secret.of("")).secret()).isNotEqualTo(first.secret());
        assertThat(AdminKey.of(Secret.of("set"))).isEqualTo(new AdminKey(Secret.of("set"), false));
    }

    private AdminSessions sessions(String adminKey, String jwtSecret) {
        Secret key = Secret.of(adminKey);
        Access access = new Access(List.of(), false, key, Secret.of(jwtSecret), 36, false, Secret.of(""));
        return new AdminSessions(AdminKey.of(key), access, clock);
    }

    private static ChatException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call);
    }
}
