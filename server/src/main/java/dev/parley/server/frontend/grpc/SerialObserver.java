package dev.parley.server.frontend.grpc;

import dev.parley.server.chat.Pulse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one way to write to a streaming call: one thread at a time, so that heartbeats may come from another than events,
 * and nothing after a cancel, which on Helidon would end the whole connection. A write blocks while the client's window
 * is closed.
 */
final class SerialObserver<T> implements StreamObserver<T> {
    private final ServerCallStreamObserver<T> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile long lastWrite = System.nanoTime();
    private boolean ended;

    SerialObserver(ServerCallStreamObserver<T> call) {
        this.call = call;
    }

    ServerCallStreamObserver<T> call() {
        return call;
    }

    /** A beat that sends {@code message} whenever nothing was sent for this long. */
    Pulse.Beat whenSilent(Duration silence, T message) {
        long nanos = silence.toNanos();
        return now -> {
            if (now - lastWrite >= nanos && beating.compareAndSet(false, true)) {
                // On a thread of its own, because a write to a slow reader blocks.
                Thread.startVirtualThread(() -> {
                    onNext(message);
                    beating.set(false);
                });
            }
        };
    }

    @Override
    public void onNext(T message) {
        lock.lock();
        try {
            if (!ended && !call.isCancelled()) {
                call.onNext(message);
                lastWrite = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(() -> call.onError(failure));
    }

    @Override
    public void onCompleted() {
        end(call::onCompleted);
    }

    private void end(Runnable last) {
        lock.lock();
        try {
            if (!ended && !call.isCancelled()) {
                last.run();
            }
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
