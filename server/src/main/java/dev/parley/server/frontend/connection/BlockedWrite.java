package dev.parley.server.frontend.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writing of an answer, which blocks for as long as its caller does not read. Once the caller's connection has
 * ended it can be given up: over HTTP/2 Helidon would go on waiting for a window that nobody opens. Thread-safe.
 */
public final class BlockedWrite {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread writer;
    private boolean givenUp;

    /** Writes; one thread at a time. Fails as {@code write} does, which may be that it was given up. */
    public void run(Runnable write) {
        enter();
        try {
            write.run();
        } finally {
            leave();
        }
    }

    /**
     * The connection has ended: a write that is under way fails, and so does any that comes later. While the connection
     * lives this would end it.
     */
    public void giveUp() {
        lock.lock();
        try {
            givenUp = true;
            if (writer != null) {
                writer.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            writer = Thread.currentThread();
            if (givenUp) {
                writer.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The thread goes on with other things, which are not to be interrupted. */
    private void leave() {
        lock.lock();
        try {
            writer = null;
            if (givenUp) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }
}
