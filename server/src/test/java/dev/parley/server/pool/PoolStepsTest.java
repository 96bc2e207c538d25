package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.QueueSize;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 125,000 random steps, 25,000 with each way of choosing, with bans, sessions, a breaker and what administrators do;
 * after each step the laws of the pool must hold.
 */
@DisplayName("DS-11, DS-14, DS-16, POOL-01..04, BAN-01..06: any mix of outcomes, waits, cancels, pins and changes")
class PoolStepsTest {
    private static final int STEPS = 25_000;
    private static final int LIMIT = 2;
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");
    private static final List<String> MODELS = List.of("m1", "m2");

    private final FakeClock clock = new FakeClock();
    private final KeptMarks memory = new KeptMarks();
    private final List<Lease> out = new ArrayList<>();
    private final Map<Integer, Waiter> waiters = new TreeMap<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private List<String> present = List.of("a", "b", "c");
    private int asked;

    /** A call in line, whose own thread waits. */
    private record Waiter(Wanted wanted, Ticket ticket) {}

    /** What came of it: a lease, or null. */
    private record Outcome(int number, @Nullable Lease lease) {}

    @ParameterizedTest
    @EnumSource(PoolSettings.Selection.class)
    void keepsItsLaws(PoolSettings.Selection selection) throws Exception {
        Random random = new Random(selection.name().hashCode());
        LeasingPool pool =
                new LeasingPool("up", PoolKind.ACCOUNTS, credentials(), settings(selection), clock, memory, random);
        for (int step = 0; step < STEPS; step++) {
            step(pool, random);
            settle(pool);
            check(pool, selection + ", step " + step);
        }
        waiters.values().forEach(waiter -> waiter.ticket().close());
        settle(pool);
        out.forEach(Lease::close);
        settle(pool);
        assertThat(pool.status().inFlight()).isZero();
        assertThat(pool.status().waiting()).isZero();
    }

    private static PoolSettings settings(PoolSettings.Selection selection) {
        return new PoolSettings(
                selection,
                LIMIT,
                QueueSize.AUTO,
                Duration.ofDays(1),
                Pools.COOLDOWN,
                selection == PoolSettings.Selection.HEALTH,
                Pools.breaker(2, 0),
                Pools.bans(true),
                Pools.sticky(true));
    }

    private void step(LeasingPool pool, Random random) {
        switch (random.nextInt(15)) {
            case 0, 1, 2, 3, 4 -> ask(pool, wanted(random));
            case 5, 6, 7 -> {
                if (!out.isEmpty()) {
                    end(out.remove(random.nextInt(out.size())), random);
                }
            }
            case 8 -> {
                if (!out.isEmpty()) {
                    String secret = random.nextBoolean() ? "" : "token-" + random.nextInt(5);
                    out.get(random.nextInt(out.size())).renew(Secret.of(secret));
                }
            }
            case 9 -> {
                if (!waiters.isEmpty()) {
                    List<Waiter> all = List.copyOf(waiters.values());
                    Ticket ticket = all.get(random.nextInt(all.size())).ticket();
                    ticket.close();
                    ticket.close();
                }
            }
            case 10 -> {
                List<String> ids = new ArrayList<>(ALL);
                Collections.shuffle(ids, random);
                present = List.copyOf(ids.subList(0, random.nextInt(ids.size() + 1)));
                pool.replace(credentials());
            }
            case 11, 12 -> administer(pool, ALL.get(random.nextInt(ALL.size())), random);
            case 13 -> pool.sweep();
            default -> {
                clock.advance(Duration.ofSeconds(random.nextInt(2000)));
                pool.replace(credentials());
            }
        }
    }

    private void administer(LeasingPool pool, String id, Random random) {
        boolean known = present.contains(id);
        switch (random.nextInt(6)) {
            case 0 -> assertThat(pool.disable(id)).isEqualTo(known);
            case 1, 2, 3 -> assertThat(pool.enable(id)).isEqualTo(known);
            case 4 -> assertThat(pool.recover(id)).isEqualTo(known);
            default -> {
                long banned = pool.credentials().stream()
                        .filter(CredentialView::autoBanned)
                        .count();
                assertThat(pool.recoverAll()).isEqualTo((int) banned);
            }
        }
    }

    private Wanted wanted(Random random) {
        String pinned = random.nextInt(4) == 0 ? ALL.get(random.nextInt(ALL.size())) : "";
        Set<String> tried = random.nextInt(4) == 0 ? Set.of(ALL.get(random.nextInt(ALL.size()))) : Set.of();
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String session = random.nextBoolean() ? "" : "session-" + random.nextInt(4);
        return new Wanted(model, pinned, session, tried, true, clock.instant().plus(Duration.ofDays(1)));
    }

    /** Asks; a call that must wait does so on a thread of its own. */
    private void ask(LeasingPool pool, Wanted wanted) {
        Set<String> barred = pool.credentials().stream()
                .filter(view -> view.disabled() || view.autoBanned())
                .map(CredentialView::id)
                .collect(Collectors.toSet());
        int number = asked++;
        Ticket ticket = pool.ask(wanted);
        try {
            switch (ticket.next()) {
                case Turn.Granted(Lease lease) -> {
                    assertThat(barred).doesNotContain(lease.credential().id());
                    out.add(lease);
                }
                case Turn.Waiting(int position) -> {
                    assertThat(position).isEqualTo(waiters.size() + 1);
                    assertThat(position).isLessThanOrEqualTo(present.size() * LIMIT);
                    waiters.put(number, new Waiter(wanted, ticket));
                    Thread.ofVirtual().start(() -> outcomes.add(await(number, ticket)));
                }
            }
        } catch (ChatException e) {
            assertThat(e.blame()).isIn(Blame.CREDENTIAL, Blame.REQUEST);
        }
    }

    private static Outcome await(int number, Ticket ticket) {
        try {
            while (true) {
                if (ticket.next() instanceof Turn.Granted(Lease lease)) {
                    return new Outcome(number, lease);
                }
            }
        } catch (ChatException e) {
            return new Outcome(number, null);
        }
    }

    /** Takes note of all that have left the line, and that nobody was passed over by one that wanted the same. */
    private void settle(LeasingPool pool) throws InterruptedException {
        Map<Wanted, Integer> lastServed = new HashMap<>();
        while (waiters.size() > pool.status().waiting()) {
            Outcome outcome = outcomes.poll(5, TimeUnit.SECONDS);
            assertThat(outcome).isNotNull();
            Waiter waiter = waiters.remove(outcome.number());
            if (outcome.lease() != null) {
                out.add(outcome.lease());
                lastServed.merge(same(waiter.wanted()), outcome.number(), Math::max);
            }
        }
        waiters.forEach((number, waiter) ->
                assertThat(lastServed.getOrDefault(same(waiter.wanted()), -1)).isLessThan(number));
    }

    private Wanted same(Wanted wanted) {
        return new Wanted(wanted.model(), wanted.pinned(), "", wanted.tried(), true, clock.instant());
    }

    private void check(LeasingPool pool, String what) {
        Map<String, Integer> held = new HashMap<>();
        out.forEach(lease -> held.merge(lease.credential().id(), 1, Integer::sum));
        assertThat(held.values()).as(what).allMatch(count -> count <= LIMIT);
        PoolStatus status = pool.status();
        assertThat(status.inFlight())
                .as(what)
                .isEqualTo(present.stream()
                        .mapToInt(id -> held.getOrDefault(id, 0))
                        .sum());
        assertThat(status.inUse()).as(what).allMatch(id -> held.getOrDefault(id, 0) > 0);
        waiters.values().forEach(waiter -> assertNothingIsFree(pool, waiter.wanted(), what));
        checkViews(pool, held, what);
    }

    private void checkViews(LeasingPool pool, Map<String, Integer> held, String what) {
        List<CredentialView> views = pool.credentials();
        for (CredentialView view : views) {
            assertThat(view.healthScore()).as(what).isBetween(0.0, 1.0);
            assertThat(view.inFlight()).as(what).isEqualTo(held.getOrDefault(view.id(), 0));
            assertThat(view.totalRequests()).as(what).isGreaterThanOrEqualTo(view.successCount() + view.failureCount());
            assertThat(view.autoBanned()).as(what).isEqualTo(view.banUntil() != null);
            assertThat(view.healthy() && (view.disabled() || view.autoBanned()))
                    .as(what)
                    .isFalse();
        }
        Set<String> marked = memory.marks().stream()
                .filter(mark -> mark.disabled() || clock.instant().isBefore(mark.banUntil()))
                .map(CredentialMark::id)
                .collect(Collectors.toSet());
        assertThat(marked)
                .as(what)
                .containsAll(views.stream()
                        .filter(view -> view.disabled() || view.autoBanned())
                        .map(CredentialView::id)
                        .toList());
    }

    /** Nobody waits while a newcomer with the same wish would be served, or while that wakes the line up. */
    private static void assertNothingIsFree(LeasingPool pool, Wanted wanted, String what) {
        int waiting = pool.status().waiting();
        try (Ticket newcomer = pool.ask(wanted)) {
            assertThat(newcomer.next()).as(what).isInstanceOf(Turn.Waiting.class);
        } catch (ChatException e) {
            assertThat(e.error().getReason()).as(what).isEqualTo("account_pool_exhausted");
        }
        assertThat(pool.status().waiting()).as(what).isEqualTo(waiting);
    }

    private static void end(Lease lease, Random random) {
        switch (random.nextInt(9)) {
            case 0, 1 -> lease.succeeded();
            case 2 -> lease.failed(Outcomes.status(403));
            case 7 -> lease.failed(Outcomes.unreachable());
            case 3 -> lease.failed(failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_RATE_LIMITED));
            case 4 -> lease.failed(failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
            case 5 -> lease.failed(failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
            case 6 -> lease.failed(failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED));
            default -> lease.failed(ChatException.invalid("x", "x"));
        }
        lease.close();
        lease.failed(failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
        lease.close();
    }

    private static ChatException failure(Blame blame, ErrorCode code) {
        return LeasingPoolTest.failure(blame, code);
    }

    private List<Credential> credentials() {
        return present.stream().map(LeasingPoolTest::credential).toList();
    }
}
