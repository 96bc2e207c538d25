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
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("POOL-01..05, MG-08..10, DS-14: the numbers of the seeds on the one engine")
class LeasingPoolTest {
    private final FakeClock clock = new FakeClock();

    @Test
    @DisplayName("MG-08: round robin")
    void lendsInTurn() {
        LeasingPool pool = pool(0, 0, "a", "b", "c");
        assertThat(Stream.generate(() -> use(pool)).limit(5)).containsExactly("a", "b", "c", "a", "b");
    }

    @Test
    @DisplayName("MG-09: a 429 rests for Retry-After, clamped to a second and an hour")
    void restsForRetryAfter() {
        LeasingPool pool = pool(0, 0, "a");
        fail(pool, limited(Duration.ofSeconds(7)));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(7));
        clock.advance(Duration.ofSeconds(7));
        fail(pool, limited(Duration.ofDays(3000)));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        fail(pool, limited(Duration.ZERO));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("MG-09: without Retry-After 2 s, doubling to 60 s; a success starts anew")
    void doublesDelay() {
        LeasingPool pool = pool(0, 0, "a");
        for (int expected : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            fail(pool, limited(null));
            assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(expected));
            clock.advance(Duration.ofSeconds(expected));
        }
        use(pool);
        fail(pool, limited(null));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("POOL-04: a rate limit rests the credential for that model alone")
    void restsForModelAlone() {
        LeasingPool pool = pool(0, 0, "a");
        fail(pool, limited(null));
        assertThat(Asks.lease(pool, "other", clock.instant()).credential().id()).isEqualTo("a");
    }

    @Test
    @DisplayName("MG-09: a 401 is out for 30 minutes, then one call tries it")
    void triesRejectedOneByOne() {
        LeasingPool pool = pool(0, 0, "a");
        fail(pool, rejected());
        clock.advance(Duration.ofMinutes(29));
        assertRefused(pool, ErrorCode.ERROR_CODE_UNAVAILABLE, Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));
        Lease trial = acquire(pool);
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(ChatException.class);
        trial.succeeded();
        trial.close();
        assertThat(use(pool)).isEqualTo("a");
    }

    @Test
    @DisplayName("MG-09: a 402 is out for 24 hours; reset forgets it")
    void restsForQuota() {
        LeasingPool pool = pool(0, 0, "a");
        fail(pool, failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED));
        assertRefused(pool, ErrorCode.ERROR_CODE_UNAVAILABLE, Duration.ofHours(24));
        pool.reset();
        assertThat(use(pool)).isEqualTo("a");
    }

    @Test
    @DisplayName("MG-09: three 5xx in a row rest it, a success between does not")
    void restsAfterThreeFailures() {
        LeasingPool pool = pool(0, 0, "a");
        for (int i = 0; i < 5; i++) {
            fail(pool, failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
            fail(pool, failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
            use(pool);
        }
        for (int i = 0; i < 3; i++) {
            fail(pool, failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
        }
        assertRefused(pool, ErrorCode.ERROR_CODE_UNAVAILABLE, Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("POOL-05: the request's own fault and a cancel change nothing")
    void ignoresRequestFaults() {
        LeasingPool pool = pool(0, 0, "a");
        for (int i = 0; i < 10; i++) {
            fail(pool, ChatException.invalid("messages", "too long"));
            fail(pool, ChatException.cancelled());
            acquire(pool).close();
        }
        assertThat(pool.status().available()).isEqualTo(1);
        assertThat(pool.status().inFlight()).isZero();
    }

    @Test
    @DisplayName("B20: without any credential it is 503 and names the setting")
    void refuses_whenNoneConfigured() {
        assertThatThrownBy(() -> acquire(pool(0, 0)))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("providers.up.api-keys");
    }

    @Test
    @DisplayName("DS-14: two accounts of two serve 4, queue 4 and refuse the 9th; the queue is served in order")
    void queuesInOrder() throws Exception {
        LeasingPool pool = pool(2, 4, "a", "b");
        List<Lease> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(acquire(pool));
        }
        BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
        BlockingQueue<Lease> served = new LinkedBlockingQueue<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> {
                Lease lease = Asks.lease(pool, "m", clock.instant().plusSeconds(60));
                served.add(lease);
                order.add(number);
            });
            awaitWaiting(pool, i + 1);
        }
        assertThatThrownBy(() -> acquire(pool))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.error().getReason()).isEqualTo("account_pool_exhausted"));
        for (int i = 0; i < 4; i++) {
            running.get(i).close();
            running.get(i).close();
            assertThat(order.poll(5, TimeUnit.SECONDS)).isEqualTo(i);
        }
        served.forEach(Lease::close);
        assertThat(pool.status().inFlight()).isZero();
        assertThat(pool.status().waiting()).isZero();
    }

    @Test
    @DisplayName("A waiter that is interrupted leaves the line with CANCELLED")
    void leavesLine_whenInterrupted() throws Exception {
        LeasingPool pool = pool(1, 5, "a");
        Lease held = acquire(pool);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                Asks.lease(pool, "m", clock.instant().plusSeconds(60));
            } catch (ChatException e) {
                outcome.complete(e);
            }
        });
        awaitWaiting(pool, 1);
        waiter.interrupt();
        assertThat(((ChatException) outcome.get(5, TimeUnit.SECONDS)).code()).isEqualTo(ErrorCode.ERROR_CODE_CANCELLED);
        assertThat(pool.status().waiting()).isZero();
        held.close();
    }

    @Test
    @DisplayName("POOL-03, DS-16: a reload keeps counts and cool-downs of those that stay; those that go drain")
    void keepsState_overReload() {
        LeasingPool pool = pool(1, 0, "a", "b");
        Lease a = acquire(pool);
        fail(pool, limited(null));
        pool.replace(List.of(credential("b"), credential("a"), credential("c")));
        assertThat(use(pool)).isEqualTo("c");
        pool.replace(List.of(credential("c")));
        a.close();
        assertThat(pool.status().inFlight()).isZero();
        pool.replace(List.of(credential("a")));
        assertThat(use(pool)).isEqualTo("a");
    }

    @Test
    @DisplayName("DS-16: a lease that was closed after a failed switch is not returned once more")
    void returnsOnce_afterFailedSwitch() {
        LeasingPool pool = pool(1, 0, "a", "b");
        Lease first = acquire(pool);
        first.failed(limited(null));
        first.close();
        Lease second = acquire(pool);
        second.failed(limited(null));
        second.close();
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(ChatException.class);
        clock.advance(Duration.ofMinutes(1));
        Lease again = acquire(pool);
        first.close();
        second.close();
        assertThat(pool.status().inUse()).containsExactly(again.credential().id());
    }

    @Test
    @DisplayName("DS-16: a config change does not zero the counts of calls in flight, not even of one that came back")
    void keepsCounts_overReload() {
        LeasingPool pool = pool(1, 0, "a");
        Lease held = acquire(pool);
        pool.replace(List.of(credential("a")));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(1));
        pool.replace(List.of());
        pool.replace(List.of(credential("a")));
        assertRefused(pool, ErrorCode.ERROR_CODE_RATE_LIMITED, Duration.ofSeconds(1));
        held.close();
        assertThat(use(pool)).isEqualTo("a");
    }

    @Test
    @DisplayName("DS-16: what the configuration changes is taken over, what a log-in gave is kept")
    void takesOverConfiguration() {
        LeasingPool pool =
                new LeasingPool("up", PoolKind.ACCOUNTS, List.of(account("pw", "")), settings(0, "0"), clock);
        List<String> renewed = new ArrayList<>();
        pool.onRenewed((id, secret) -> renewed.add(id + '=' + secret.reveal()));
        Lease lease = acquire(pool);
        lease.renew(Secret.of("from-log-in"));
        assertThat(renewed).containsExactly("a@x.org=from-log-in");
        pool.replace(List.of(account("other", "")));
        assertThat(lease.credential()).isEqualTo(account("other", "from-log-in"));
        pool.replace(List.of(account("other", "configured")));
        assertThat(lease.credential().secret().reveal()).isEqualTo("configured");
        lease.renew(Secret.of("newer"));
        pool.replace(List.of(account("other", "configured")));
        assertThat(lease.credential().secret().reveal()).isEqualTo("newer");
        lease.failed(rejected());
        lease.close();
        assertThat(pool.status().resting()).isEqualTo(1);
        pool.replace(List.of(account("mended", "configured")));
        assertThat(pool.status().free()).containsExactly("a@x.org");
    }

    @Test
    @DisplayName("DS-06: a pin names an account by id, email or mobile, and waits for that very one")
    void waitsForPinned() {
        List<Credential> accounts = List.of(account("pw", "t"), credential("b"));
        LeasingPool pool = new LeasingPool("up", PoolKind.ACCOUNTS, accounts, settings(1, "auto"), clock);
        try (Lease held = ((Turn.Granted) pool.ask(pinned("467")).next()).lease()) {
            assertThat(held.credential().id()).isEqualTo("a@x.org");
            try (Ticket second = pool.ask(pinned("a@x.org"))) {
                assertThat(second.next()).isEqualTo(new Turn.Waiting(1));
                assertThat(use(pool)).as("the others go on").isEqualTo("b");
                held.close();
                assertThat(((Turn.Granted) second.next()).lease().credential().id())
                        .isEqualTo("a@x.org");
            }
        }
        assertThatThrownBy(() -> pool.ask(pinned("nobody")).next())
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.error().getReason()).isEqualTo("account_not_found"))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("nobody"));
    }

    @Test
    @DisplayName("DS-06, DS-16: who waits for an account that is removed is told so")
    void refusesWaiters_whenTheirAccountGoes() {
        List<Credential> accounts = List.of(account("pw", "t"), credential("b"));
        LeasingPool pool = new LeasingPool("up", PoolKind.ACCOUNTS, accounts, settings(1, "auto"), clock);
        Lease held = ((Turn.Granted) pool.ask(pinned("467")).next()).lease();
        Ticket waiting = pool.ask(pinned("467"));
        assertThat(waiting.next()).isInstanceOf(Turn.Waiting.class);
        pool.replace(List.of(credential("b")));
        assertThatThrownBy(waiting::next).hasMessageContaining("has no account of that name");
        held.close();
        assertThat(pool.status().inFlight()).isZero();
    }

    @Test
    @DisplayName("DS-21: a place in line is told on joining and when it changes; leaving frees it at once")
    void tellsPlaces() {
        LeasingPool pool = pool(1, 3, "a");
        Lease held = acquire(pool);
        List<Ticket> line = Stream.generate(() -> pool.ask(pinned(""))).limit(3).toList();
        for (int i = 0; i < 3; i++) {
            assertThat(line.get(i).next()).isEqualTo(new Turn.Waiting(i + 1));
        }
        line.getFirst().close();
        assertThat(pool.status().waiting()).isEqualTo(2);
        assertThat(line.get(1).next()).isEqualTo(new Turn.Waiting(1));
        assertThat(line.get(2).next()).isEqualTo(new Turn.Waiting(2));
        held.close();
        assertThat(line.get(2).next()).isEqualTo(new Turn.Waiting(1));
        line.get(1).close();
        assertThat(line.get(2).next())
                .as("a lease that nobody took is passed on")
                .isInstanceOf(Turn.Granted.class);
    }

    @Test
    @DisplayName("DS-14, DS-15: the automatic queue grows with the accounts; without any it is 503")
    void sizesTheQueue() {
        LeasingPool pool = new LeasingPool("up", PoolKind.ACCOUNTS, List.of(), settings(2, "auto"), clock);
        assertThatThrownBy(() -> acquire(pool))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.error().getReason()).isEqualTo("no_accounts_configured"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE));
        for (int accounts = 1; accounts <= 3; accounts++) {
            pool.replace(Stream.of("a", "b", "c")
                    .limit(accounts)
                    .map(LeasingPoolTest::credential)
                    .toList());
            assertThat(pool.status().maxWaiting()).isEqualTo(accounts * 2);
        }
    }

    private Wanted pinned(String account) {
        return new Wanted("m", account, Set.of(), true, clock.instant().plusSeconds(60));
    }

    private static Credential account(String password, String token) {
        return CredentialIds.account(new LogIn("a@x.org", "467", Secret.of(password)), Secret.of(token));
    }

    private static PoolSettings settings(int maxInFlight, String maxQueue) {
        return Pools.settings(
                PoolSettings.Selection.ROUND_ROBIN,
                maxInFlight,
                maxQueue.equals("auto") ? QueueSize.AUTO : QueueSize.of(Integer.parseInt(maxQueue)),
                Duration.ofSeconds(60));
    }

    @Test
    void countsRightly_underManyThreads() throws Exception {
        LeasingPool pool = pool(3, 1000, "a", "b");
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int t = 0; t < 50; t++) {
            all.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    try (Lease lease = Asks.lease(pool, "m", clock.instant().plusSeconds(60))) {
                        assertThat(pool.status().inFlight()).isBetween(1, 6);
                        lease.succeeded();
                    }
                }
            }));
        }
        for (CompletableFuture<Void> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
        assertThat(pool.status().available()).isEqualTo(2);
        assertThat(pool.status().inFlight()).isZero();
        assertThat(pool.status().waiting()).isZero();
    }

    private static void awaitWaiting(LeasingPool pool, int waiting) throws ExecutionException, InterruptedException {
        org.awaitility.Awaitility.await().until(() -> pool.status().waiting() == waiting);
    }

    private LeasingPool pool(int maxInFlight, int maxQueue, String... ids) {
        PoolSettings settings = Pools.settings(
                PoolSettings.Selection.ROUND_ROBIN, maxInFlight, QueueSize.of(maxQueue), Duration.ofSeconds(60));
        return new LeasingPool(
                "up",
                PoolKind.KEYS,
                Stream.of(ids).map(LeasingPoolTest::credential).toList(),
                settings,
                clock);
    }

    static Credential credential(String id) {
        return new Credential(id, Secret.of("secret-of-" + id));
    }

    private Lease acquire(LeasingPool pool) {
        return Asks.lease(pool, "m", clock.instant());
    }

    private String use(LeasingPool pool) {
        try (Lease lease = acquire(pool)) {
            lease.succeeded();
            return lease.credential().id();
        }
    }

    private void fail(LeasingPool pool, ChatException failure) {
        try (Lease lease = acquire(pool)) {
            lease.failed(failure);
        }
    }

    private void assertRefused(LeasingPool pool, ErrorCode code, Duration retryAfter) {
        assertThatThrownBy(() -> acquire(pool))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.retryAfter()).isEqualTo(retryAfter);
                    assertThat(e).hasMessageNotContaining("secret-of");
                });
    }

    static ChatException failure(Blame blame, ErrorCode code) {
        return ChatException.of(code, blame, "scripted", "scripted").build();
    }

    private static ChatException rejected() {
        return failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UPSTREAM_FAILED);
    }

    private static ChatException limited(@Nullable Duration retryAfter) {
        return ChatException.of(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "scripted", "scripted")
                .retryAfter(retryAfter)
                .build();
    }
}
