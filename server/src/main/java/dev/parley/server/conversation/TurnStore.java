package dev.parley.server.conversation;

import dev.parley.server.error.ChatException;
import dev.parley.server.store.KeptTurns;
import dev.parley.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kept turns, as far as they can be reached. While they are in use, those that expire are forgotten. Thread-safe. */
final class TurnStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("parley.responses");

    /** How long a store that could not be opened is left alone. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int SECONDS_BETWEEN_SWEEPS = 15;

    /** What is forgotten at a stroke; in between, others get their turn. */
    private static final int SWEPT = 100;

    private final Supplier<KeptTurns> opener;
    private final boolean keeps;
    private final InstantSource clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;

    /** It has no thread until there is something to sweep. */
    private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("parley-responses").factory(), new ThreadPoolExecutor.DiscardPolicy());

    /**
     * One that nothing was yet asked of.
     *
     * @param opener gives the kept turns, and opens what they are kept in if need be
     * @param keeps whether answers are to be kept at all
     */
    TurnStore(Supplier<KeptTurns> opener, boolean keeps, InstantSource clock) {
        this.opener = opener;
        this.keeps = keeps;
        this.clock = clock;
    }

    /**
     * Does something with kept turns. Blocks as long as that does, at first also while they are opened.
     *
     * @throws ChatException UNAVAILABLE: they cannot be reached; the log says why
     */
    <T> T call(Function<KeptTurns, T> work) {
        if (!keeps) {
            throw Refusals.off();
        }
        KeptTurns turns = open();
        try {
            T outcome = work.apply(turns);
            warned.set(false);
            return outcome;
        } catch (StoreException e) {
            warn(e);
            throw Refusals.notNow(e);
        }
    }

    /** Whether they can be reached; opens them. */
    boolean isThere() {
        try {
            return keeps && call(_ -> true);
        } catch (ChatException e) {
            return false;
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private KeptTurns open() {
        if (clock.instant().isBefore(notBefore)) {
            throw Refusals.notNow(null);
        }
        try {
            KeptTurns turns = opener.get();
            if (sweeping.compareAndSet(false, true)) {
                sweeper.scheduleWithFixedDelay(() -> sweep(turns), 0, SECONDS_BETWEEN_SWEEPS, TimeUnit.SECONDS);
            }
            return turns;
        } catch (StoreException e) {
            notBefore = clock.instant().plus(PAUSE);
            warn(e);
            throw Refusals.notNow(e);
        }
    }

    private void sweep(KeptTurns turns) {
        try {
            int swept = SWEPT;
            while (swept == SWEPT) {
                swept = turns.sweep(clock.instant(), SWEPT);
            }
        } catch (StoreException e) {
            LOG.debug("Answers that have expired were not forgotten and will be with the next: {}", e.getMessage());
        }
    }

    private void warn(StoreException failure) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn("Answers cannot be kept or continued now: {}", failure.getMessage());
        }
    }
}
