package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.delivery.FakeTurn;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream of an answer that is fetched whole (GM-42): its first event waits until all of it is there, its deltas come
 * in their time. Nothing of the provider is held meanwhile.
 */
final class FakeStream implements ChatStream {
    private final ChatStream inner;
    private final FakeTurn turn;
    private final Pause pause;
    private final long delay;
    private final long totalEnd;
    private final Runnable fetched;
    private boolean whole;
    private @Nullable ChatEvent next;
    private boolean deltasBegun;
    private long due;

    /**
     * @param delay between two deltas
     * @param totalEnd from this moment of the pause's on nothing is delayed
     * @param fetched run once all of the answer is here
     */
    FakeStream(ChatStream inner, FakeTurn turn, Duration delay, Pause pause, long totalEnd, Runnable fetched) {
        this.inner = inner;
        this.turn = turn;
        this.delay = delay.toNanos();
        this.pause = pause;
        this.totalEnd = totalEnd;
        this.fetched = fetched;
    }

    @Override
    public @Nullable ChatEvent next() {
        if (!whole) {
            fetch();
        }
        ChatEvent event = next;
        if (event != null && event.hasPartDelta()) {
            awaitTurn();
        }
        next = turn.poll();
        return event;
    }

    @Override
    public boolean buffered() {
        ChatEvent event = next;
        return event != null && (!event.hasPartDelta() || !deltasBegun || pause.now() - due >= 0);
    }

    @Override
    public void close() {
        pause.close();
        inner.close();
    }

    private void fetch() {
        for (ChatEvent event = inner.next(); event != null; event = inner.next()) {
            turn.take(event);
        }
        turn.end();
        whole = true;
        next = turn.poll();
        fetched.run();
    }

    private void awaitTurn() {
        if (deltasBegun && !pause.until(Math.min(due, totalEnd))) {
            throw ChatException.cancelled();
        }
        deltasBegun = true;
        due = pause.now() + delay;
    }
}
