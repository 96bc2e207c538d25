package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Lets calls in while there is room, and none while the server shuts down. Thread-safe. */
public final class Admission implements ChatHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ChatHandler inner;
    private final IntSupplier maxOpen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int open;
    private boolean draining;

    /** {@code maxOpen} is asked at each call how many may be open. */
    Admission(ChatHandler inner, IntSupplier maxOpen) {
        this.inner = inner;
        this.maxOpen = maxOpen;
    }

    @Override
    public ChatStream open(ChatCall call) {
        enter();
        try {
            return new Counted(inner.open(call));
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    /** Calls that are open now. */
    public int openCalls() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new calls from now on. */
    public void refuse() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no call is open, at most this long; true if none is. */
    public boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long wait = atMost.toNanos();
        lock.lock();
        try {
            while (open > 0 && wait > 0) {
                wait = left.awaitNanos(wait);
            }
            return open == 0;
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (draining) {
                throw ChatException.of(
                                ErrorCode.ERROR_CODE_UNAVAILABLE,
                                Blame.GATEWAY,
                                "shutting_down",
                                "The server is shutting down; send the request again.")
                        .retryAfter(RETRY_AFTER)
                        .build();
            }
            if (open >= maxOpen.getAsInt()) {
                throw ChatException.of(
                                ErrorCode.ERROR_CODE_RATE_LIMITED,
                                Blame.GATEWAY,
                                "too_many_open_calls",
                                "%d calls are open (setting server.max-open-calls).".formatted(open))
                        .retryAfter(RETRY_AFTER)
                        .build();
            }
            open++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            open--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A call that is inside until it is closed. */
    private final class Counted implements ChatStream {
        private final ChatStream stream;
        private final AtomicBoolean closed = new AtomicBoolean();

        Counted(ChatStream stream) {
            this.stream = stream;
        }

        @Override
        public @Nullable ChatEvent next() {
            return stream.next();
        }

        @Override
        public boolean buffered() {
            return stream.buffered();
        }

        @Override
        public void close() {
            stream.close();
            if (closed.compareAndSet(false, true)) {
                leave();
            }
        }
    }
}
