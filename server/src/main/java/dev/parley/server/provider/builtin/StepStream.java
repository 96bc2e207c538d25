package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays the steps of a model. A pause ends at once when the stream is closed. */
public final class StepStream implements ChatStream {
    private final Supplier<List<Step>> model;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private volatile boolean closed;
    private @Nullable Iterator<Step> steps;
    private volatile boolean paused;

    /** The model is asked for its steps when the first event is wanted. */
    public StepStream(Supplier<List<Step>> model) {
        this.model = model;
    }

    @Override
    public @Nullable ChatEvent next() {
        if (steps == null) {
            steps = model.get().iterator();
        }
        while (steps.hasNext()) {
            throwIfClosed();
            switch (steps.next()) {
                case Step.Send(ChatEvent event) -> {
                    return event;
                }
                case Step.Pause(Duration length) -> pause(length);
                case Step.Fail(ChatException failure) -> throw failure;
            }
        }
        return null;
    }

    /** True as long as the model has never paused: what is instant needs no flush for each word. */
    @Override
    public boolean buffered() {
        return steps != null && steps.hasNext() && !paused;
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

    private void pause(Duration length) {
        paused = true;
        long left = length.toNanos();
        lock.lock();
        try {
            while (left > 0 && !closed) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw ChatException.cancelled();
        } finally {
            lock.unlock();
        }
        throwIfClosed();
    }

    private void throwIfClosed() {
        if (closed) {
            throw ChatException.cancelled();
        }
    }
}
