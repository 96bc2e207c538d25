package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("BAN-04: a session keeps its credential")
class StickyTest {
    private static final Duration TTL = Duration.ofSeconds(300);

    private final PoolBench bench = new PoolBench().sticky(3).maxInFlight(2);
    private final LeasingPool pool = bench.pool("a", "b", "c");

    @Test
    void keepsCredential_whileSessionGoesOn() {
        assertThat(use("s")).isEqualTo("a");
        assertThat(use("t")).isEqualTo("b");
        assertThat(use("")).isEqualTo("c");
        for (int i = 0; i < 5; i++) {
            bench.clock.advance(TTL.minusSeconds(1));
            assertThat(use("s")).as("each call prolongs it").isEqualTo("a");
        }
        try (Lease lease = bench.lease(pool, "m", "s")) {
            assertThat(lease.reason()).isEqualTo(Lease.Reason.STICKY);
        }
    }

    @Test
    void forgets_after300Seconds() {
        use("s");
        bench.clock.advance(TTL);
        try (Lease lease = bench.lease(pool, "m", "s")) {
            assertThat(lease.credential().id()).isEqualTo("b");
            assertThat(lease.reason()).isEqualTo(Lease.Reason.SELECTION);
        }
    }

    @Test
    void remembersSoManySessions() {
        Stream.of("s", "t", "u").forEach(this::use);
        use("s");
        use("v");
        assertThat(reason("s")).as("used lately").isEqualTo(Lease.Reason.STICKY);
        assertThat(reason("t")).as("silent longest").isEqualTo(Lease.Reason.SELECTION);
    }

    static Stream<Consumer<StickyTest>> breaks() {
        return Stream.of(
                test -> test.pool.disable("a"),
                test -> test.fail(status(429), 1),
                test -> test.fail(status(403), 1),
                test -> test.fail(status(500), 1),
                test -> test.fail(status(429), 3),
                test -> test.fill(2),
                test -> test.pool.replace(PoolBench.credentials("b", "c")));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    @DisplayName("BAN-04: broken when the credential is disabled, cooled, banned, full or gone, and bound to another")
    void breaks(Consumer<StickyTest> cause) {
        assertThat(use("s")).isEqualTo("a");
        cause.accept(this);
        String next = use("s");
        assertThat(next).isNotEqualTo("a");
        pool.enable("a");
        pool.recover("a");
        assertThat(use("s")).as("it stays with the new one").isEqualTo(next);
    }

    @Test
    void doesNotReturnToWhatTheCallHasTried() {
        use("s");
        Wanted again = new Wanted("m", "", "s", Set.of("a"), false, bench.clock.instant());
        try (Lease lease = ((Turn.Granted) pool.ask(again).next()).lease()) {
            assertThat(lease.credential().id()).isNotEqualTo("a");
        }
    }

    @Test
    void meansNothing_whenOffOrPinned() {
        LeasingPool plain = new PoolBench().pool("a", "b");
        assertThat(plain.isSticky()).isFalse();
        assertThat(Stream.generate(() -> bench.use(plain, "m", "s")).limit(3)).containsExactly("a", "b", "a");
        use("s");
        Wanted pinned = new Wanted("m", "c", "s", Set.of(), false, bench.clock.instant());
        try (Lease lease = ((Turn.Granted) pool.ask(pinned).next()).lease()) {
            assertThat(List.of(lease.credential().id(), lease.reason().name())).containsExactly("c", "PINNED");
        }
    }

    private String use(String session) {
        return bench.use(pool, "m", session);
    }

    private Lease.Reason reason(String session) {
        try (Lease lease = bench.lease(pool, "m", session)) {
            return lease.reason();
        }
    }

    private void fail(ChatException failure, int times) {
        for (int i = 0; i < times; i++) {
            Wanted wanted = new Wanted("m", "a", Set.of(), false, bench.clock.instant());
            try (Lease lease = ((Turn.Granted) pool.ask(wanted).next()).lease()) {
                lease.failed(failure);
            }
            if (i + 1 < times) {
                bench.clock.advance(PoolBench.CALM);
            }
        }
    }

    private void fill(int leases) {
        for (int i = 0; i < leases; i++) {
            bench.lease(pool, "m", "s");
        }
    }
}
