package dev.parley.server.chat;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waiting that another thread can end for good. Thread-safe. */
class Pause implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /** Now, in nanoseconds from an arbitrary moment. */
    long now() {
        return System.nanoTime();
    }

    /** Blocks until {@link #now} is that moment; false if this is closed, at once if it was. */
    boolean until(long moment) {
        lock.lock();
        try {
            long left = moment - now();
            while (left > 0 && !closed) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
