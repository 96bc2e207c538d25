package dev.parley.server.provider.http;

import dev.parley.server.error.ChatException;
import java.util.concurrent.locks.ReentrantLock;

/** The step that a call is at; closing this ends that, and lets no further one begin. Thread-safe. */
public final class UnderWay implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private Runnable end = () -> {};
    private boolean closed;

    /**
     * Another step begins; what the one before held is given back.
     *
     * @param endOfStep ends it from any thread, also after its end
     * @throws ChatException CANCELLED if this is closed
     */
    public void begin(Runnable endOfStep) {
        swap(endOfStep).run();
        if (isClosed()) {
            endOfStep.run();
            throw ChatException.cancelled();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Runnable last;
        lock.lock();
        try {
            closed = true;
            last = end;
        } finally {
            lock.unlock();
        }
        last.run();
    }

    private Runnable swap(Runnable next) {
        lock.lock();
        try {
            Runnable before = end;
            end = next;
            return before;
        } finally {
            lock.unlock();
        }
    }
}
