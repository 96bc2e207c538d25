package dev.parley.server.pool;

import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Calls that wait for a credential, served in the order they came. Used under the pool's lock. */
final class WaitQueue {
    private final ReentrantLock lock;
    private final Deque<Place> places = new ArrayDeque<>();

    WaitQueue(ReentrantLock lock) {
        this.lock = lock;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int size() {
        return places.size();
    }

    /** Takes the last place; close it to leave. */
    Place join() {
        Place place = new Place(lock.newCondition());
        places.add(place);
        return place;
    }

    /** Something has changed: all look again, because what suits one may not suit the first. */
    void wake() {
        places.forEach(place -> place.changed.signal());
    }

    /** A place in line. */
    final class Place implements AutoCloseable {
        private final Condition changed;

        private Place(Condition changed) {
            this.changed = changed;
        }

        boolean isFirst() {
            return places.peekFirst() == this;
        }

        /** Waits for a change, at most this long; gives the lock back meanwhile. */
        @SuppressWarnings("WaitNotInLoop") // the caller looks again, and decides whether to wait on
        void await(Duration atMost) {
            try {
                changed.awaitNanos(atMost.toNanos());
            } catch (InterruptedException e) {
                throw ChatException.cancelled();
            }
        }

        @Override
        public void close() {
            places.remove(this);
            wake();
        }
    }
}
