package dev.parley.server.chat;

import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.Allowance;
import dev.parley.server.limit.KeyUse;
import dev.parley.server.limit.Limits;
import dev.parley.server.limit.Places;
import dev.parley.server.metrics.AdmissionMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in before their bodies are read: while there is room, by their keys' limits, and none while the server
 * shuts down. No caller may take all the room: each may hold at most eight times as much as is left free, so that there
 * is room for those who come next, and many who want more than there is get equal parts. Thread-safe; nothing blocks
 * but {@link #awaitEmpty}, and who is let in takes no lock.
 */
public final class Admission {
    /** How many calls of a caller want another place left free. */
    private static final int SHARE = 8;

    private final Limits limits;
    private final IntSupplier maxOpen;
    private final AdmissionMetrics metrics;
    private final Places open = new Places();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private volatile boolean draining;
    private volatile boolean full;

    /** {@code maxOpen} is asked at each call how many may be open. */
    Admission(Limits limits, IntSupplier maxOpen, AdmissionMetrics metrics) {
        this.limits = limits;
        this.maxOpen = maxOpen;
        this.metrics = metrics;
        metrics.showOpen(open::taken);
    }

    /**
     * Lets a call in, which is inside until the permit is closed.
     *
     * @throws ChatException UNAVAILABLE: the server shuts down, or has no memory left; RATE_LIMITED: there is no room,
     *     or none for this caller now; QUOTA_EXHAUSTED: a budget is used up
     */
    public Permit enter(Caller caller) {
        KeyUse use = limits.use(caller);
        Refusal refusal = refusal(use);
        if (refusal != null) {
            metrics.refused(refusal.word());
            throw refusal.exception(open.taken());
        }
        try {
            limits.enter(caller, use);
        } catch (ChatException e) {
            leave();
            throw e;
        }
        return new Permit(use);
    }

    /** What a caller may still use this minute; null: its rate has no limit. */
    public @Nullable Allowance allowance(Caller caller) {
        return limits.allowance(caller);
    }

    /** Calls that are open now. */
    public long openCalls() {
        return open.taken();
    }

    /** Refuses new calls from now on. */
    public void refuse() {
        draining = true;
    }

    /** Refuses new calls for want of memory, or no longer. */
    public void full(boolean now) {
        full = now;
    }

    /** Waits until no call is open, at most this long; true if none is. Only after {@link #refuse}. */
    public boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long wait = atMost.toNanos();
        lock.lock();
        try {
            while (open.taken() > 0 && wait > 0) {
                wait = left.awaitNanos(wait);
            }
            return open.taken() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place, in one step that nobody who is refused is seen in; or tells why there is none. */
    private @Nullable Refusal refusal(KeyUse use) {
        if (full) {
            return Refusal.MEMORY;
        }
        int most = maxOpen.getAsInt();
        long keptFree = use.places().taken() / SHARE;
        if (!open.take(most - keptFree)) {
            return keptFree == 0 ? Refusal.CAPACITY : Refusal.SHARE;
        }
        if (draining) {
            leave();
            return Refusal.DRAINING;
        }
        return null;
    }

    private void leave() {
        if (open.leave() == 0 && draining) {
            lock.lock();
            try {
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A call that is inside. Closing it once more does nothing; any thread may. */
    public final class Permit implements AutoCloseable {
        private final KeyUse use;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(KeyUse use) {
            this.use = use;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                use.places().leave();
                leave();
            }
        }
    }
}
