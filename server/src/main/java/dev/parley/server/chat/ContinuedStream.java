package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.delivery.ContinuedTurn;
import dev.parley.server.error.ChatException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is continued where it ends too early (GM-44). Each continuation is a call of its own, with its own
 * attempts; one that cannot be had leaves the answer as it stands.
 */
final class ContinuedStream implements ChatStream {
    private final ContinuedTurn turn;
    private final Function<ChatRequest, ChatStream> calls;
    private final Runnable onContinued;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, and changed by the reading thread alone. */
    private ChatStream current;

    private boolean closed;
    private boolean whole;

    /** {@code calls} opens a call for a request; {@code onContinued} is run for each but the first. */
    ContinuedStream(ContinuedTurn turn, Function<ChatRequest, ChatStream> calls, Runnable onContinued) {
        this.turn = turn;
        this.onContinued = onContinued;
        this.calls = calls;
        this.current = calls.apply(turn.first());
    }

    @Override
    public @Nullable ChatEvent next() {
        while (!turn.hasNext() && !whole) {
            advance();
        }
        return turn.poll();
    }

    /** Not what is under way has at hand: the turn may hold all of it. */
    @Override
    public boolean buffered() {
        return turn.hasNext();
    }

    @Override
    public void close() {
        ChatStream open;
        lock.lock();
        try {
            closed = true;
            open = current;
        } finally {
            lock.unlock();
        }
        open.close();
    }

    private void advance() {
        ChatEvent event = received();
        if (event != null) {
            turn.take(event);
        } else if (!whole) {
            goOn();
        }
    }

    /** The next event of what is under way; null at its end. */
    private @Nullable ChatEvent received() {
        try {
            return current.next();
        } catch (ChatException e) {
            if (!turn.awaitsMore() || e.code() == ErrorCode.ERROR_CODE_CANCELLED) {
                throw e;
            }
            turn.end();
            whole = true;
            return null;
        }
    }

    private void goOn() {
        ChatRequest more = turn.next();
        if (more == null) {
            whole = true;
            return;
        }
        onContinued.run();
        current.close();
        ChatStream opened = calls.apply(more);
        lock.lock();
        try {
            current = opened;
            if (!closed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        opened.close();
    }
}
