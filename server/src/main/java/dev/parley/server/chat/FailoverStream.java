package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Queued;
import dev.parley.server.delivery.FakeTurn;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.pool.Lease;
import dev.parley.server.pool.Ticket;
import dev.parley.server.pool.Turn;
import dev.parley.server.pool.Wanted;
import dev.parley.server.provider.Attempt;
import dev.parley.server.routing.Target;
import dev.parley.server.tool.EmulatedTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call over its targets: tries until the first event has come, then passes events on. The only place that decides
 * to try again (COM-09); what a retry may change is the failure's {@code Blame}, and after the first event nothing is
 * retried.
 *
 * <p>The lock guards {@code closed}, {@code ticket} and {@code current}, so that a close from another thread ends
 * whatever is under way: a pause, a wait for a credential or an open attempt.
 */
final class FailoverStream implements ChatStream {
    private final ChatCall call;
    private final Route route;
    private final Failures failures;
    private final Plan plan;
    private final Manner manner;
    private final Map<String, Backend> backends;
    private final Pulse pulse;
    private final Completion completion;
    private final AttemptWatch watch;
    private final long begun;
    private final long timeLeft;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;
    private @Nullable Ticket ticket;
    private @Nullable OpenAttempt current;

    private boolean done;
    private Session session = Session.NONE;
    private ChatEvent queued = ChatEvent.getDefaultInstance();

    FailoverStream(
            ChatCall call,
            Route route,
            Map<String, Backend> backends,
            Pulse pulse,
            Instruments instruments,
            Instant now,
            Manner manner) {
        this.call = call;
        this.manner = manner;
        this.route = route;
        this.backends = backends;
        this.pulse = pulse;
        this.plan = new Plan(route.ways(), route.isFixed(), manner.retries());
        this.failures = new Failures();
        this.completion = new Completion(now);
        this.watch = new AttemptWatch(instruments, call, plan.target());
        this.begun = System.nanoTime();
        this.timeLeft = Duration.between(now, call.deadline()).toNanos();
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
        Ticket waiting;
        OpenAttempt open;
        lock.lock();
        try {
            closed = true;
            waiting = ticket;
            open = current;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            waiting.close();
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
            watch.failed(e);
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

    /**
     * The loop that tries again: each round is one attempt, and a failure decides what the next round changes. While
     * the call waits in line, its place is what comes first.
     */
    private ChatEvent first() {
        while (true) {
            OpenAttempt open = openNext();
            if (open == null) {
                return queued;
            }
            try {
                ChatEvent event = open.stream().next();
                if (event == null) {
                    throw Failures.emptyAnswer(open.attempt().target());
                }
                open.attempt().lease().answered();
                return completion.pass(event, call, open.attempt());
            } catch (ChatException e) {
                open.attempt().lease().failed(e);
                watch.failed(e);
                abandon(open);
                failures.add(e);
                Duration pause = plan.after(
                        e, open.attempt(), backend(open.attempt().target()).attempts());
                rest(pause);
            }
        }
    }

    /** The next attempt; null while the call waits in line for its credential. */
    private @Nullable OpenAttempt openNext() {
        while (true) {
            try {
                return switch (ticket().next()) {
                    case Turn.Granted(Lease lease) -> open(lease);
                    case Turn.Waiting(int position) -> {
                        queued = queued(position);
                        yield null;
                    }
                };
            } catch (ChatException e) {
                hold(null);
                failures.addUnavailable(e);
                rest(plan.afterRefusal(e, backend(plan.target()).attempts()));
            }
        }
    }

    /** The request for a credential that is under way, or a new one. */
    private Ticket ticket() {
        Ticket open = ticket;
        if (open != null) {
            return open;
        }
        Target target = plan.target();
        Backend backend = backend(target);
        if (call.isTurn()) {
            backend.checkContext(call.request(), target.model());
        }
        backend.checkImages(call.request(), target, route.variant().image());
        throwIfClosed();
        watch.asked();
        CredentialPool pool = route.pool(backend);
        session = pool.isSticky() ? Session.of(call) : Session.NONE;
        open = pool.ask(new Wanted(
                target.model(), route.pinned(), session.key(), plan.tried(), call.hearsOfQueue(), call.deadline()));
        hold(open);
        return open;
    }

    private void hold(@Nullable Ticket open) {
        boolean late;
        lock.lock();
        try {
            ticket = open;
            late = closed;
        } finally {
            lock.unlock();
        }
        if (late && open != null) {
            open.close();
        }
    }

    private static ChatEvent queued(int position) {
        return ChatEvent.newBuilder()
                .setQueued(Queued.newBuilder().setPosition(position))
                .build();
    }

    private OpenAttempt open(Lease lease) {
        OpenAttempt open;
        try {
            spend(plan.target());
            open = attempt(lease);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        lock.lock();
        try {
            ticket = null;
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

    /** A host that fails is not asked again by every call. */
    private void spend(Target target) {
        if (!backend(target).spend(plan.repeats())) {
            watch.refused(target);
            throw Failures.noBudget(target);
        }
    }

    private OpenAttempt attempt(Lease lease) {
        Target target = plan.target();
        Backend backend = backend(target);
        note(lease);
        Attempt attempt = new Attempt(call, target, lease, plan.next(backend.attempts()));
        watch.begun(attempt);
        VariedRequest varied = VariedRequest.of(call, route.variant(), backend.provider());
        completion.leftOut(varied.dropped());
        return new OpenAttempt(attempt, asWanted(attempt.withRequest(varied.request()), backend));
    }

    private void note(Lease lease) {
        RoutingNote note = call.steering().note();
        if (note != null) {
            note.note(lease, session);
        }
    }

    /** The answer as it comes, or whole and then cut into a stream; its lease ends with what the provider does. */
    private ChatStream asWanted(Attempt attempt, Backend backend) {
        Manner.Fake fake = manner.fake();
        if (fake == null) {
            return stream(attempt, backend);
        }
        ChatStream whole = stream(attempt.asWhole(), backend);
        Runnable fetched = () -> {
            whole.close();
            attempt.lease().succeeded();
            attempt.lease().close();
        };
        return new FakeStream(whole, new FakeTurn(fake.chunk()), fake.delay(), new Pause(), end(backend), fetched);
    }

    private ChatStream stream(Attempt attempt, Backend backend) {
        try {
            EmulatedTurn turn = call.isTurn()
                    ? backend.emulated(
                            attempt.call().request(), attempt.target().model(), call.dialect())
                    : null;
            return turn == null
                    ? timed(attempt, backend)
                    : new EmulatedStream(timed(attempt.withRequest(turn.request()), backend), turn);
        } catch (RuntimeException e) {
            attempt.lease().close();
            throw e;
        }
    }

    private ChatStream timed(Attempt attempt, Backend backend) {
        long opened = System.nanoTime();
        ChatStream stream = new EventGrammarStream(call.task().open(backend.provider(), attempt));
        ChatStream timed = new TimedStream(stream, pulse, backend.timeouts(), end(backend));
        return watch.observed(timed, attempt, opened);
    }

    /** When the call must have ended, by its own time and that of the provider, as {@link System#nanoTime()}. */
    private long end(Backend backend) {
        return begun + Math.min(timeLeft, backend.timeouts().total().toNanos());
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

    /**
     * Waits before the next attempt, or ends the call: null, or more than there is time for, means that there is none.
     */
    private void rest(@Nullable Duration pause) {
        if (isClosed() || pause == null || System.nanoTime() + pause.toNanos() - end(backend(plan.target())) >= 0) {
            done = true;
            throw isClosed() ? ChatException.cancelled() : summary();
        }
        pause(pause);
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
