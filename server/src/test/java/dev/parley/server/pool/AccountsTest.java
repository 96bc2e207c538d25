package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.QueueSize;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("DS-10, DS-11, DS-18: accounts as credentials")
class AccountsTest {
    private final FakeClock clock = new FakeClock();

    @ParameterizedTest
    @CsvSource({
        "a@x.org, 123, pw, tok, a@x.org, true",
        "'', 123, pw, '', 123, true",
        "a@x.org, '', '', tok, a@x.org, false",
        "'', '', '', tok, token:1a7674eb4ee78df7, false",
    })
    @DisplayName("DS-10: named by email, else mobile number, else by its token's hash; what can log in")
    void namesAccounts(String email, String mobile, String password, String token, String id, boolean logsIn) {
        Credential account = CredentialIds.account(new LogIn(email, mobile, Secret.of(password)), Secret.of(token));
        assertThat(account.id()).isEqualTo(id);
        assertThat(account.logIn() != null).isEqualTo(logsIn);
    }

    /** Accounts in the file's order, upper case for those with a token; lent in turn, and held or given back. */
    @ParameterizedTest
    @CsvSource({
        "aBcD, 1, hold, BDac",
        "aBcD, 2, hold, BDBDacac",
        "aBcD, 0, give, BDBDBD",
        "abc, 0, give, abcabc",
        "ABC, 1, give, ABCABC",
        "a, 2, hold, aa",
    })
    @DisplayName("DS-11: first those that have a token and room, then those without; the one taken goes to the tail")
    void lendsThoseWithTokenFirst(String accounts, int limit, String after, String expected) {
        LeasingPool pool = pool(accounts, limit);
        StringBuilder lent = new StringBuilder();
        List<Lease> held = new ArrayList<>();
        for (int i = 0; i < expected.length(); i++) {
            Lease lease = acquire(pool);
            lent.append(lease.credential().id());
            if (after.equals("hold")) {
                held.add(lease);
            } else {
                lease.close();
            }
        }
        assertThat(lent).hasToString(expected);
        held.forEach(Lease::close);
        assertThat(pool.status().inFlight()).isZero();
    }

    @Test
    @DisplayName("A token that came or went moves its account between the passes, for every lease of it")
    void renews_forEveryLease() {
        LeasingPool pool = pool("aB", 2);
        Lease first = acquire(pool);
        Lease second = acquire(pool);
        assertThat(List.of(first.credential().id(), second.credential().id())).containsOnly("B");
        first.renew(Secret.of(""));
        assertThat(second.credential().secret().isEmpty()).isTrue();
        first.close();
        second.close();
        Lease a = acquire(pool);
        a.close();
        a.renew(Secret.of("newer"));
        Lease again = acquire(pool);
        assertThat(again.credential().id()).isEqualTo("a");
        assertThat(again.credential().secret().reveal()).isEqualTo("newer");
        assertThat(again.credential().logIn()).isNotNull();
    }

    @Test
    @DisplayName("DS-18: a rejected account rests 60 s, doubling to an hour with each trial that fails")
    void doublesTheRest() {
        LeasingPool pool = pool("a", 2);
        List<Lease> both = List.of(acquire(pool), acquire(pool));
        both.forEach(AccountsTest::reject);
        for (int seconds : new int[] {60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertResting(pool, Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            reject(acquire(pool));
        }
        clock.advance(Duration.ofHours(1));
        Lease trial = acquire(pool);
        trial.succeeded();
        trial.close();
        reject(acquire(pool));
        assertResting(pool, Duration.ofSeconds(60));
    }

    private void assertResting(LeasingPool pool, Duration left) {
        assertThatThrownBy(() -> acquire(pool))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(left));
    }

    private Lease acquire(LeasingPool pool) {
        return Asks.lease(pool, "m", clock.instant());
    }

    private static void reject(Lease lease) {
        lease.failed(LeasingPoolTest.failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
        lease.close();
    }

    private LeasingPool pool(String accounts, int maxInFlight) {
        PoolSettings.Cooldown cooldown = new PoolSettings.Cooldown(
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofHours(24),
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
        PoolSettings settings = Pools.settings(
                PoolSettings.Selection.TOKEN_FIRST, maxInFlight, QueueSize.of(0), Duration.ofSeconds(60), cooldown);
        List<Credential> credentials = Stream.of(accounts.split(""))
                .map(id -> CredentialIds.account(
                        new LogIn(id, "", Secret.of("password")),
                        Secret.of(Character.isUpperCase(id.charAt(0)) ? "token" : "")))
                .toList();
        return new LeasingPool("up", PoolKind.ACCOUNTS, credentials, settings, clock);
    }
}
