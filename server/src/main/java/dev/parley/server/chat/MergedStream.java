package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.server.delivery.Totals;
import dev.parley.server.error.ChatException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of several streams as those of one, as they come. Some of the streams are read at the same time, each on a
 * thread of its own; a reader that is slow holds all of them back. One Completed sums up theirs. If one fails, all do.
 */
final class MergedStream implements ChatStream {
    /** Streams read at the same time, unless it is said how many. */
    private static final int AT_ONCE = 4;
    /** Events read ahead of the caller. */
    private static final int AHEAD = 64;

    private final List<? extends ChatStream> streams;
    private final int atOnce;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int taken;
    private int ended;
    private boolean told;
    private @Nullable ChatException failure;
    private @Nullable Completed total;

    /** The streams must number their candidates differently. */
    MergedStream(List<? extends ChatStream> streams) {
        this(streams, AT_ONCE);
    }

    /** The same; so many are read at the same time. */
    MergedStream(List<? extends ChatStream> streams, int atOnce) {
        this.streams = streams;
        this.atOnce = atOnce;
    }

    @Override
    public @Nullable ChatEvent next() {
        lock.lock();
        try {
            start();
            while (failure == null && ready.isEmpty() && ended < streams.size()) {
                changed.await();
            }
            if (failure != null) {
                throw failure;
            }
            changed.signalAll();
            return ready.isEmpty() ? completed() : ready.remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChatException.cancelled();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean buffered() {
        lock.lock();
        try {
            return !ready.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end(ChatException.cancelled());
    }

    private void start() {
        if (taken == 0) {
            for (int i = 0; i < Math.min(atOnce, streams.size()); i++) {
                ChatStream first = streams.get(taken++);
                Thread.startVirtualThread(() -> work(first));
            }
        }
    }

    private void work(ChatStream first) {
        try {
            for (ChatStream stream = first; stream != null; stream = following()) {
                for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
                    pass(event);
                }
                stream.close();
            }
        } catch (ChatException e) {
            end(e);
        } catch (RuntimeException e) {
            end(ChatException.internal(e));
        }
    }

    /** A stream has ended: the next one that nobody reads; null if there is none. */
    private @Nullable ChatStream following() {
        lock.lock();
        try {
            ended++;
            changed.signalAll();
            return taken < streams.size() ? streams.get(taken++) : null;
        } finally {
            lock.unlock();
        }
    }

    private void pass(ChatEvent event) {
        lock.lock();
        try {
            while (failure == null && ready.size() >= AHEAD) {
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw failure;
            }
            if (event.hasCompleted()) {
                total = total == null ? event.getCompleted() : Totals.sum(total, event.getCompleted());
            } else {
                ready.add(event);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ChatEvent completed() {
        if (told || total == null) {
            return null;
        }
        told = true;
        return ChatEvent.newBuilder().setCompleted(total).build();
    }

    /** Ends all streams; the first failure is the one that is told. */
    private void end(ChatException why) {
        lock.lock();
        try {
            failure = failure == null ? why : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        streams.forEach(ChatStream::close);
    }
}
