package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.Attempt;
import dev.parley.server.routing.Target;
import dev.parley.server.tool.EmulatedTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call over its targets: tries until the first event has come, then passes events on. The only place that decides
 * to try again (COM-09); what a retry may change is the failure's {@code Blame}, and after the first event nothing is
 * retried.
 *
 * <p>The lock guards {@code closed} and {@code current}, so that a close from another thread ends whatever is under
 * way: a pause, a wait for a credential or an open attempt.
 */
final class FailoverStream implements ChatStream {
    private final ChatCall call;
    private final Failures failures;
    private final Plan plan;
    private final Map<String, Backend> backends;
    private final Pulse pulse;
    private final Completion completion;
    private final long totalEnd;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;
    private @Nullable Thread acquiring;
    private @Nullable OpenAttempt current;

    private boolean done;

    FailoverStream(ChatCall call, List<Target> targets, Map<String, Backend> backends, Pulse pulse, Instant now) {
        this.call = call;
        this.backends = backends;
        this.pulse = pulse;
        this.plan = new Plan(targets);
        this.failures = new Failures();
        this.completion = new Completion(now);
        this.totalEnd =
                System.nanoTime() + Duration.between(now, call.deadline()).toNanos();
    }

    @Override
    public @Nullable ChatEvent next() {
        if (done) {
            return null;
        }
        OpenAttempt open = current;
        return open == null ? first() : following(open);
    }

    @Override
    public boolean buffered() {
        OpenAttempt open = current;
        return open != null && open.stream().buffered();
    }

    @Override
    public void close() {
        OpenAttempt open;
        lock.lock();
        try {
            closed = true;
            open = current;
            closing.signalAll();
            if (acquiring != null) {
                acquiring.interrupt();
            }
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    private ChatEvent following(OpenAttempt open) {
        try {
            ChatEvent event = open.stream().next();
            if (event != null) {
                return completion.pass(event, call, open.attempt());
            }
            open.attempt().lease().succeeded();
        } catch (ChatException e) {
            open.attempt().lease().failed(e);
            finish(open);
            throw e;
        }
        finish(open);
        return completion.completed(call);
    }

    private void finish(OpenAttempt open) {
        done = true;
        open.close();
    }

    /** The loop that tries again: each round is one attempt, and a failure decides what the next round changes. */
    private ChatEvent first() {
        while (true) {
            OpenAttempt open = openNext();
            try {
                ChatEvent event = open.stream().next();
                if (event == null) {
                    throw Failures.emptyAnswer(open.attempt().target());
                }
                return completion.pass(event, call, open.attempt());
            } catch (ChatException e) {
                open.attempt().lease().failed(e);
                abandon(open);
                failures.add(e);
                Duration pause = plan.after(
                        e, open.attempt(), backend(open.attempt().target()).retry());
                if (pause == null) {
                    done = true;
                    throw summary();
                }
                pause(pause);
            }
        }
    }

    private OpenAttempt openNext() {
        while (true) {
            Target target = plan.target();
            Backend backend = backend(target);
            try {
                backend.checkContext(call.request(), target.model());
                Lease lease = acquire(backend, target);
                Attempt attempt = new Attempt(call, target, lease, plan.next(backend.retry()));
                return open(attempt, backend);
            } catch (ChatException e) {
                failures.addUnavailable(e);
                if (isClosed() || !plan.nextTarget()) {
                    done = true;
                    throw isClosed() ? ChatException.cancelled() : summary();
                }
            }
        }
    }

    private Lease acquire(Backend backend, Target target) {
        lock.lock();
        try {
            throwIfClosed();
            acquiring = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            return backend.pool().acquire(target.model(), plan.tried(), call.deadline());
        } finally {
            acquired();
        }
    }

    private void acquired() {
        lock.lock();
        try {
            acquiring = null;
            // The interrupt of a close that came meanwhile must not outlive the wait it was meant for.
            boolean interrupted = Thread.interrupted();
            assert closed || !interrupted;
        } finally {
            lock.unlock();
        }
    }

    private OpenAttempt open(Attempt attempt, Backend backend) {
        OpenAttempt open = new OpenAttempt(attempt, stream(attempt, backend));
        lock.lock();
        try {
            current = open;
            if (!closed) {
                return open;
            }
        } finally {
            lock.unlock();
        }
        open.close();
        throw ChatException.cancelled();
    }

    private ChatStream stream(Attempt attempt, Backend backend) {
        try {
            EmulatedTurn turn =
                    backend.emulated(call.request(), attempt.target().model());
            return turn == null
                    ? timed(attempt, backend)
                    : new EmulatedStream(timed(attempt.withRequest(turn.request()), backend), turn);
        } catch (RuntimeException e) {
            attempt.lease().close();
            throw e;
        }
    }

    private ChatStream timed(Attempt attempt, Backend backend) {
        ChatStream stream = new EventGrammarStream(backend.provider().chat(attempt));
        return new TimedStream(stream, pulse, backend.timeouts(), totalEnd);
    }

    private void abandon(OpenAttempt open) {
        lock.lock();
        try {
            current = null;
        } finally {
            lock.unlock();
        }
        open.close();
    }

    private void pause(Duration pause) {
        long left = pause.toNanos();
        lock.lock();
        try {
            while (left > 0 && !closed) {
                left = closing.awaitNanos(left);
            }
            throwIfClosed();
        } catch (InterruptedException e) {
            throw ChatException.cancelled();
        } finally {
            lock.unlock();
        }
    }

    private void throwIfClosed() {
        if (isClosed()) {
            throw ChatException.cancelled();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private ChatException summary() {
        return failures.summary(backend(plan.target()).retry().tellCause());
    }

    private Backend backend(Target target) {
        Backend backend = backends.get(target.provider());
        if (backend == null) {
            throw new IllegalStateException("no backend for target " + target);
        }
        return backend;
    }

    /** An attempt and its stream; closing it closes both, in the order that frees the upstream first. */
    private record OpenAttempt(Attempt attempt, ChatStream stream) implements AutoCloseable {
        @Override
        public void close() {
            try {
                stream.close();
            } finally {
                attempt.lease().close();
            }
        }
    }
}
