package dev.parley.server.pool;

import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls that wait for a credential, in the order they came. Used under the pool's lock. */
final class WaitLine {
    private final ReentrantLock lock;
    private final Set<Place> places = new LinkedHashSet<>();

    WaitLine(ReentrantLock lock) {
        this.lock = lock;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int size() {
        return places.size();
    }

    /** Takes the last place. */
    Place join(Wanted wanted, Instant end) {
        Place place = new Place(wanted, end, lock.newCondition());
        places.add(place);
        place.position = places.size();
        return place;
    }

    /** Offers each place in order to {@code served}; those that it takes care of leave the line. */
    void serve(Predicate<Place> served) {
        boolean left = false;
        for (Iterator<Place> each = places.iterator(); each.hasNext(); ) {
            Place place = each.next();
            if (served.test(place)) {
                each.remove();
                place.changed.signal();
                left = true;
            }
        }
        if (left) {
            moveUp();
        }
    }

    void leave(Place place) {
        place.changed.signal();
        if (places.remove(place)) {
            moveUp();
        }
    }

    /** Wakes whom it concerns: those that hear of their place, and the new first one, which watches the clock. */
    private void moveUp() {
        int position = 0;
        for (Place place : places) {
            position++;
            if (place.position != position) {
                place.position = position;
                if (place.wanted.told() || position == 1) {
                    place.changed.signal();
                }
            }
        }
    }

    /** A place in line, and after that what came of it. */
    static final class Place {
        private final Wanted wanted;
        private final Instant end;
        private final Condition changed;
        private int position;
        private int told;
        private @Nullable Lease lease;
        private @Nullable ChatException refusal;

        private Place(Wanted wanted, Instant end, Condition changed) {
            this.wanted = wanted;
            this.end = end;
            this.changed = changed;
        }

        Wanted wanted() {
            return wanted;
        }

        /** When its wait is over. */
        Instant end() {
            return end;
        }

        boolean isFirst() {
            return position == 1;
        }

        void grant(Lease granted) {
            lease = granted;
        }

        void refuse(ChatException why) {
            refusal = why;
        }

        /**
         * What is new; null if nothing is. A lease is handed over once.
         *
         * @throws ChatException it was refused
         */
        @Nullable
        Turn turn() {
            if (refusal != null) {
                throw refusal;
            }
            Lease granted = takeBack();
            if (granted != null) {
                return new Turn.Granted(granted);
            }
            if (!wanted.told() || told == position) {
                return null;
            }
            told = position;
            return new Turn.Waiting(position);
        }

        /** The lease that nobody has taken yet; null if there is none. */
        @Nullable
        Lease takeBack() {
            Lease granted = lease;
            lease = null;
            return granted;
        }

        /** Waits for a change, at most this long; gives the lock back meanwhile. */
        @SuppressWarnings("WaitNotInLoop") // the caller looks again, and decides whether to wait on
        void await(Duration atMost) throws InterruptedException {
            changed.awaitNanos(atMost.toNanos());
        }
    }
}
