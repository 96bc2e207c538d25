package dev.parley.server.provider.puter;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.error.ChatException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made again with the default driver if the first one fails because nothing of that name is there
 * (PUT-23). The lock guards which of the two is closed.
 */
final class DriverFallback implements ChatStream {
    private static final Set<String> NOT_FOUND = Set.of("model_not_found", "upstream_not_found");

    private final Supplier<ChatStream> second;
    private final DriverChoice drivers;
    private final String model;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ChatStream current;
    private boolean closed;
    private boolean begun;

    /** {@code second} makes the call anew, by what is known of the model's driver then. */
    DriverFallback(ChatStream first, Supplier<ChatStream> second, DriverChoice drivers, String model) {
        this.current = first;
        this.second = second;
        this.drivers = drivers;
        this.model = model;
    }

    @Override
    public @Nullable ChatEvent next() {
        if (begun) {
            return current.next();
        }
        begun = true;
        try {
            return current.next();
        } catch (ChatException e) {
            if (!NOT_FOUND.contains(e.error().getReason())) {
                throw e;
            }
            return again();
        }
    }

    @Override
    public boolean buffered() {
        return current.buffered();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        current.close();
    }

    private @Nullable ChatEvent again() {
        current.close();
        drivers.avoidTable(model);
        try {
            reopen();
            return current.next();
        } catch (ChatException e) {
            drivers.followTable(model);
            throw e;
        }
    }

    private void reopen() {
        lock.lock();
        try {
            if (closed) {
                throw ChatException.cancelled();
            }
            current = second.get();
        } finally {
            lock.unlock();
        }
    }
}
