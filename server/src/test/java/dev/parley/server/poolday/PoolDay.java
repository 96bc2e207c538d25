package dev.parley.server.poolday;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.PoolSettings;
import dev.parley.server.config.PoolSettings.Rule;
import dev.parley.server.config.QueueSize;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.CredentialMark;
import dev.parley.server.pool.CredentialMemory;
import dev.parley.server.pool.Lease;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.pool.PoolKind;
import dev.parley.server.pool.Turn;
import dev.parley.server.pool.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One day of a pool, second by second: calls come, hosts fail as {@link Weather} says, an administrator switches a
 * credential off at 9 h and on at 12 h, and recovers all at 18 h; at 16 h the gateway restarts. {@link Ledger} keeps
 * the rules a second time and compares.
 */
public final class PoolDay {
    private static final int CREDENTIALS = 20;
    private static final int LIMIT = 2;
    private static final int ATTEMPTS_MOST = 8;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<String> MODELS = List.of("pro", "flash");
    private static final int SESSIONS = 60;
    private static final int BREAKER_AFTER = 5;
    private static final Duration BREAKER_LASTS = Duration.ofSeconds(5);

    private final Random random;
    private final DayClock clock = new DayClock();
    private final Weather weather;
    private final Ledger ledger = new Ledger(LIMIT);
    private final HourTable table;
    private final PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparing(Running::end));
    private final Kept memory = new Kept();
    private LeasingPool pool;
    private int renewals;
    private Outages outages = new Outages(BREAKER_AFTER, BREAKER_LASTS);

    /** A call, and the credentials that it has tried. */
    private record Call(String model, String session, Set<String> tried) {}

    /** An attempt under way. */
    private record Running(Call call, Lease lease, int outage, Instant end) {}

    /** What a restart finds. */
    private static final class Kept implements CredentialMemory {
        private List<CredentialMark> marks = List.of();

        @Override
        public List<CredentialMark> load() {
            return marks;
        }

        @Override
        public void changed(Supplier<List<CredentialMark>> now) {
            marks = now.get();
        }
    }

    private PoolDay(long seed, Appendable out) {
        this.random = new Random(seed);
        this.weather = new Weather(CREDENTIALS, random);
        this.table = new HourTable(out);
        this.pool = start();
    }

    /** Runs a day and prints its hours. The arguments are a seed, or nothing. Exit code 1: a rule was broken. */
    public static void main(String... arguments) {
        long seed = arguments.length == 0 ? 1 : Long.parseLong(arguments[0]);
        try {
            System.out.printf("Twenty credentials, a day, seed %d%n%n", seed);
            run(seed, System.out);
            System.out.printf("%nNo rule was broken.%n");
        } catch (IllegalStateException e) {
            System.err.println("A rule was broken: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Runs a day, and writes a table of its hours.
     *
     * @throws IllegalStateException a rule was broken; the message says which, and when
     */
    static HourTable.Totals run(long seed, Appendable out) {
        PoolDay day = new PoolDay(seed, out);
        try {
            while (day.clock.sinceStart().compareTo(Duration.ofDays(1)) < 0) {
                day.second();
            }
            return day.table.totals();
        } catch (IllegalStateException e) {
            throw new IllegalStateException("at " + day.clock.instant() + ": " + e.getMessage(), e);
        }
    }

    private LeasingPool start() {
        Duration base = Duration.ofSeconds(2);
        Duration most = Duration.ofSeconds(60);
        PoolSettings settings = new PoolSettings(
                PoolSettings.Selection.HEALTH,
                LIMIT,
                QueueSize.of(0),
                SECOND,
                new PoolSettings.Cooldown(base, most, base, most, Duration.ofHours(24), 1, base, most),
                false,
                new PoolSettings.Breaker(BREAKER_AFTER, 0, 1, SECOND, BREAKER_LASTS),
                new PoolSettings.Ban(
                        true,
                        Duration.ofMinutes(10),
                        new Rule(3, Duration.ofMinutes(30)),
                        new Rule(5, Duration.ofHours(1)),
                        new Rule(3, Duration.ofHours(2)),
                        new Rule(10, Duration.ofMinutes(15)),
                        new Rule(10, Duration.ofHours(1))),
                new PoolSettings.Sticky(true, Duration.ofSeconds(300), SESSIONS / 2));
        List<Credential> credentials = IntStream.range(0, CREDENTIALS)
                .mapToObj(i -> new Credential(id(i), Secret.of("secret-of-" + i)))
                .toList();
        LeasingPool made = new LeasingPool(
                "up", PoolKind.KEYS, credentials, settings, clock, memory, new Random(random.nextLong()));
        made.onRecovery(lease -> renewals++);
        return made;
    }

    private void second() {
        long second = clock.sinceStart().toSeconds();
        while (!running.isEmpty() && !running.peek().end().isAfter(clock.instant())) {
            end(running.remove());
        }
        for (int calls = isQuiet(second) ? 0 : random.nextInt(3); calls > 0; calls--) {
            String session = random.nextBoolean() ? "" : "session-" + random.nextInt(SESSIONS);
            begin(new Call(MODELS.get(random.nextInt(MODELS.size())), session, new HashSet<>()));
        }
        administer(second);
        if (second % 600 == 0) {
            sweep();
        }
        if (second % 60 == 0) {
            ledger.compare(pool.credentials(), clock.instant());
        }
        if (second % 3600 == 3599) {
            table.row(pool.credentials());
        }
        clock.advance(SECOND);
    }

    /** Nobody calls in the fifth hour, so that no ban ends because somebody asks for its credential. */
    private static boolean isQuiet(long second) {
        return second / 3600 == 4;
    }

    private void sweep() {
        renewals = 0;
        int lifted = pool.sweep();
        Ledger.check(renewals == lifted, lifted + " bans are lifted after " + renewals + " tokens were looked at");
        table.lifted(lifted);
    }

    private void administer(long second) {
        switch ((int) second) {
            case 9 * 3600 -> disable(5, pool.disable(id(5)), true);
            case 12 * 3600 -> disable(5, pool.enable(id(5)), false);
            case 16 * 3600 -> restart();
            case 18 * 3600 -> recoverAll();
            default -> {}
        }
    }

    private void disable(int credential, boolean known, boolean disabled) {
        Ledger.check(known, id(credential) + " is unknown");
        ledger.disabled(id(credential), disabled);
    }

    /** Calls under way are gone, and so is what only the process knew. */
    private void restart() {
        pool = start();
        running.clear();
        ledger.restarted();
        outages = new Outages(BREAKER_AFTER, BREAKER_LASTS);
    }

    private void recoverAll() {
        List<String> banned = new ArrayList<>();
        pool.credentials().stream().filter(view -> view.autoBanned()).forEach(view -> banned.add(view.id()));
        int recovered = pool.recoverAll();
        Ledger.check(recovered == banned.size(), recovered + " recovered, not " + banned.size());
        banned.forEach(ledger::recovered);
        table.lifted(recovered);
    }

    private void begin(Call call) {
        Instant now = clock.instant();
        Wanted wanted = new Wanted(call.model(), "", call.session(), Set.copyOf(call.tried()), true, now);
        try {
            if (pool.ask(wanted).next() instanceof Turn.Granted(Lease lease)) {
                ledger.lent(lease.credential().id(), now);
                Ledger.check(!outages.refuses(now), "a call is let through while the host is not reached");
                running.add(new Running(call, lease, outages.begin(now), now.plusSeconds(1 + random.nextInt(30))));
            }
        } catch (ChatException e) {
            if (!outages.refuses(now)) {
                ledger.refused(pool.credentials(), call.tried(), call.model(), now);
            }
            table.refused(call.tried().isEmpty());
        }
    }

    private void end(Running attempt) {
        Lease lease = attempt.lease();
        String id = lease.credential().id();
        int status = weather.status(number(lease), clock.sinceStart());
        outages.end(attempt.outage(), status != Weather.NOT_REACHED, clock.instant());
        if (status == Weather.OK) {
            lease.succeeded();
        } else {
            lease.failed(failure(status));
        }
        lease.close();
        ledger.returned(id);
        if (ledger.ended(id, attempt.call().model(), status, clock.instant())) {
            table.banned();
        }
        next(attempt.call(), id, status);
    }

    private void next(Call call, String id, int status) {
        call.tried().add(id);
        if (status == Weather.OK || status == 400) {
            table.answered();
        } else if (call.tried().size() < ATTEMPTS_MOST) {
            begin(call);
        } else {
            table.refused(false);
        }
    }

    private static ChatException failure(int status) {
        return switch (status) {
            case 400 ->
                failure(ErrorCode.ERROR_CODE_CONTEXT_TOO_LONG, Blame.REQUEST, "context_length_exceeded", status);
            case 429 -> failure(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "rate_limit_exceeded", status);
            case 401, 403 ->
                failure(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.CREDENTIAL, "upstream_auth_failed", status);
            case Weather.NOT_REACHED ->
                failure(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_unreachable", status);
            default -> failure(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_error", status);
        };
    }

    private static ChatException failure(ErrorCode code, Blame blame, String reason, int status) {
        return ChatException.of(code, blame, reason, "simulated")
                .upstream("up", status, "")
                .build();
    }

    private static String id(int credential) {
        return "c%02d".formatted(credential);
    }

    private static int number(Lease lease) {
        return Integer.parseInt(lease.credential().id().substring(1));
    }
}
