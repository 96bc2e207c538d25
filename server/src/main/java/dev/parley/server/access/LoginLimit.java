package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** At most so many attempts to log in within a minute from one address (SEC-04). Thread-safe. */
final class LoginLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> attempts = new Recent();
    private Runnable onSweep = () -> {};
    private Instant swept = Instant.MIN;

    LoginLimit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /**
     * Counts an attempt; one that is refused does not count.
     *
     * @throws ChatException RATE_LIMITED, with the time until the next may be made
     */
    synchronized void attempt(String address) {
        Instant now = clock.instant();
        sweep(now);
        Deque<Instant> recent = attempts.computeIfAbsent(address, unknown -> new ArrayDeque<>());
        forget(recent, now);
        if (recent.size() >= most) {
            throw limited(Duration.between(now, recent.getFirst().plus(WINDOW)));
        }
        recent.addLast(now);
    }

    /** Tells that counts which are over were dropped, once a window at the most. */
    synchronized void onSweep(Runnable listener) {
        onSweep = listener;
    }

    private void sweep(Instant now) {
        if (swept.isAfter(now.minus(WINDOW))) {
            return;
        }
        swept = now;
        attempts.values().removeIf(recent -> {
            forget(recent, now);
            return recent.isEmpty();
        });
        onSweep.run();
    }

    private static void forget(Deque<Instant> recent, Instant now) {
        while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return attempts.size();
    }

    private ChatException limited(Duration wait) {
        String message =
                "Too many attempts to log in from this address (expected: at most %d a minute).".formatted(most);
        return ChatException.of(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.REQUEST, "too_many_logins", message)
                .retryAfter(wait)
                .build();
    }

    /** Forgets the addresses that have been quiet for longest, once there are very many. */
    private static final class Recent extends LinkedHashMap<String, Deque<Instant>> {
        private static final int ADDRESSES_MOST = 10_000;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES_MOST;
        }
    }
}
