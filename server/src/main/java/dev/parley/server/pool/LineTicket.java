package dev.parley.server.pool;

import dev.parley.server.error.ChatException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call's request to a {@link Desk}, whose lock guards it. */
final class LineTicket implements Ticket {
    private final Desk desk;
    private final Wanted wanted;
    private WaitLine.@Nullable Place place;
    private boolean closed;

    LineTicket(Desk desk, Wanted wanted) {
        this.desk = desk;
        this.wanted = wanted;
    }

    @Override
    public Turn next() {
        return desk.locked(() -> {
            throwIfClosed();
            return place == null ? desk.begin(this, wanted) : await(place);
        });
    }

    @Override
    public void close() {
        desk.locked(() -> {
            if (!closed && place != null) {
                desk.leave(place);
            }
            closed = true;
        });
    }

    /** Waits in this place for what is new. */
    Turn await(WaitLine.Place mine) {
        place = mine;
        while (true) {
            Turn turn = mine.turn();
            if (turn != null) {
                return turn;
            }
            Instant now = desk.now();
            if (!now.isBefore(mine.end())) {
                desk.leave(mine);
                throw desk.busy();
            }
            pause(mine, now);
            throwIfClosed();
        }
    }

    /** Waits for a change. The first in line also sees to it that a rest that is over is noticed. */
    private void pause(WaitLine.Place mine, Instant now) {
        try {
            mine.await(desk.patience(mine, now));
        } catch (InterruptedException e) {
            close();
            throw ChatException.cancelled();
        }
        if (mine.isFirst()) {
            desk.serve();
        }
    }

    private void throwIfClosed() {
        if (closed) {
            throw ChatException.cancelled();
        }
    }
}
