package dev.parley.server.store.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue that one thread empties at a stroke, and that can be closed. */
final class Inbox<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> waiting = new ArrayDeque<>();
    private final int most;
    private boolean closed;

    Inbox(int most) {
        this.most = most;
    }

    /** Puts one in; blocks while the queue is full, whatever interrupts. False if it is closed. */
    boolean put(T item) {
        lock.lock();
        try {
            while (waiting.size() >= most && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                waiting.add(item);
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that is there; blocks while there is nothing. Empty once it is closed and nothing is left. */
    List<T> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<T> all = new ArrayList<>(waiting);
            waiting.clear();
            changed.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is there can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
