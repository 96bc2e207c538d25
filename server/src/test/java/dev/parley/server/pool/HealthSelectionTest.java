package dev.parley.server.pool;

import static dev.parley.server.pool.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.PoolSettings.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BAN-03: the better of two random picks; of two alike, the one with fewer attempts in flight")
class HealthSelectionTest {
    private final PoolBench bench = new PoolBench().selection(Selection.HEALTH);

    @Test
    void prefersTheHealthier() {
        LeasingPool pool = bench.pool("a", "b", "c", "d");
        fail(pool, "a");
        List<String> used = Stream.generate(() -> bench.use(pool)).limit(4000).toList();
        // It is taken only where both picks are it, which is one time of 16.
        assertThat(Collections.frequency(used, "a")).isBetween(180, 320);
        for (String other : List.of("b", "c", "d")) {
            assertThat(Collections.frequency(used, other)).isBetween(1100, 1400);
        }
    }

    @Test
    void spreadsCalls_whenAllAreAlike() {
        LeasingPool pool = bench.pool("a", "b");
        List<Lease> out = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            out.add(bench.lease(pool));
        }
        pool.credentials().forEach(view -> assertThat(view.inFlight()).isBetween(490, 510));
        out.forEach(Lease::close);
    }

    @Test
    void takesTheOnlyOneThatIsFit() {
        LeasingPool pool = bench.pool("a", "b", "c");
        pool.disable("a");
        pool.disable("c");
        assertThat(Stream.generate(() -> bench.use(pool)).limit(50)).containsOnly("b");
    }

    private void fail(LeasingPool pool, String id) {
        Wanted wanted = new Wanted("m", id, Set.of(), false, bench.clock.instant());
        try (Lease lease = ((Turn.Granted) pool.ask(wanted).next()).lease()) {
            lease.failed(status(403));
        }
        bench.clock.advance(PoolBench.CALM);
    }
}
