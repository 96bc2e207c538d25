package dev.parley.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.QueueSize;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pool against a plain model of it: long random runs of leases, outcomes, cancels, reloads and time, and after each
 * step both must agree on who was lent, or that nobody could be.
 */
@DisplayName("POOL-01, POOL-02, DS-16: any mix of outcomes, against a reference model")
class PoolModelTest {
    private static final int STEPS = 4000;
    private static final int LIMIT = 2;
    private static final List<String> ALL = List.of("a", "b", "c", "d");

    private final FakeClock clock = new FakeClock();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithModel(long seed) {
        Random random = new Random(seed);
        PoolSettings settings =
                Pools.settings(PoolSettings.Selection.ROUND_ROBIN, LIMIT, QueueSize.of(0), Duration.ofSeconds(1));
        Model model = new Model(ALL);
        LeasingPool pool = new LeasingPool("up", PoolKind.KEYS, credentials(ALL), settings, clock);
        List<Lease> out = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            String what = "seed " + seed + ", step " + step;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    Lease lease = tryAcquire(pool);
                    assertThat(lease == null ? null : lease.credential().id())
                            .as(what)
                            .isEqualTo(model.acquire(clock.instant()));
                    if (lease != null) {
                        out.add(lease);
                    }
                }
                case 4, 5, 6, 7 -> {
                    if (!out.isEmpty()) {
                        end(out.remove(random.nextInt(out.size())), random.nextInt(5), model);
                    }
                }
                case 8 -> clock.advance(Duration.ofSeconds(random.nextInt(40)));
                default -> {
                    List<String> ids = new ArrayList<>(ALL);
                    Collections.shuffle(ids, random);
                    pool.replace(credentials(ids));
                    model.replace(ids);
                }
            }
            assertThat(pool.status().inFlight()).as(what).isEqualTo(model.inFlight());
        }
        out.forEach(Lease::close);
        assertThat(pool.status().inFlight()).isZero();
    }

    private void end(Lease lease, int outcome, Model model) {
        String id = lease.credential().id();
        switch (outcome) {
            case 0 -> {
                lease.succeeded();
                model.succeeded(id);
            }
            case 1 -> {
                lease.failed(LeasingPoolTest.failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_RATE_LIMITED));
                model.limited(id, clock.instant());
            }
            case 2 -> {
                lease.failed(LeasingPoolTest.failure(Blame.TARGET, ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
                model.broken(id, clock.instant());
            }
            case 3 -> lease.failed(ChatException.invalid("x", "x"));
            default -> {}
        }
        lease.close();
        lease.failed(LeasingPoolTest.failure(Blame.CREDENTIAL, ErrorCode.ERROR_CODE_RATE_LIMITED));
        lease.close();
        model.end(id);
    }

    private @Nullable Lease tryAcquire(LeasingPool pool) {
        try {
            return Asks.lease(pool, "m", clock.instant());
        } catch (ChatException e) {
            return null;
        }
    }

    private static List<Credential> credentials(List<String> ids) {
        return ids.stream().map(LeasingPoolTest::credential).toList();
    }

    /**
     * What the pool should do, said as plainly as can be: one row a credential, looked through from the last one on.
     */
    private static final class Model {
        private static final class Row {
            int inFlight;
            int broken;
            long delay;
            Instant restingUntil = Instant.MIN;
            Instant limitedUntil = Instant.MIN;
        }

        private final Map<String, Row> rows = new HashMap<>();
        private List<String> ids;
        private int last = -1;

        Model(List<String> ids) {
            this.ids = ids;
            ids.forEach(id -> rows.put(id, new Row()));
        }

        @Nullable
        String acquire(Instant now) {
            List<String> order = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (i > last) {
                    order.add(ids.get(i));
                }
            }
            order.addAll(ids);
            for (String id : order) {
                Row row = rows.get(id);
                if (row.inFlight < LIMIT && !now.isBefore(row.restingUntil) && !now.isBefore(row.limitedUntil)) {
                    row.inFlight++;
                    last = ids.indexOf(id);
                    return id;
                }
            }
            return null;
        }

        void succeeded(String id) {
            Row row = rows.get(id);
            row.broken = 0;
            row.delay = 0;
            row.restingUntil = Instant.MIN;
            row.limitedUntil = Instant.MIN;
        }

        void limited(String id, Instant now) {
            Row row = rows.get(id);
            row.delay = row.delay == 0 ? 2 : Math.min(60, row.delay * 2);
            row.limitedUntil = now.plusSeconds(row.delay);
        }

        void broken(String id, Instant now) {
            Row row = rows.get(id);
            if (++row.broken == 3) {
                row.broken = 0;
                row.restingUntil = now.plusSeconds(30);
            }
        }

        void end(String id) {
            rows.get(id).inFlight--;
        }

        void replace(List<String> next) {
            ids = next;
        }

        int inFlight() {
            return ids.stream().mapToInt(id -> rows.get(id).inFlight).sum();
        }
    }
}
