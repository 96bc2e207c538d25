package dev.parley.server.frontend.http;

import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.Pulse;
import dev.parley.server.frontend.connection.CallerWatch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one open call while its handler waits: closes the stream once the caller has gone (COM-08), and has
 * heartbeats sent while the stream is silent (COM-11). Short calls end before it does anything, so they pay for
 * nothing.
 */
final class CallGuard implements Pulse.Beat, AutoCloseable {
    /** A call younger than this is not watched: most whole answers are there before. */
    private static final long WATCH_AFTER = Duration.ofMillis(50).toNanos();

    private final Pulse pulse;
    private final CallerWatch watch;
    private final ChatStream stream;
    private final @Nullable SseWriter writer;
    private final long heartbeat;
    private final long begun = System.nanoTime();
    private final AtomicBoolean beating = new AtomicBoolean();
    private boolean closed;
    private CallerWatch.@Nullable Watch watching;

    private CallGuard(
            Pulse pulse, CallerWatch watch, ChatStream stream, @Nullable SseWriter writer, Duration heartbeat) {
        this.pulse = pulse;
        this.watch = watch;
        this.stream = stream;
        this.writer = writer;
        this.heartbeat = heartbeat.toNanos();
        pulse.add(this);
    }

    static CallGuard whole(Pulse pulse, CallerWatch watch, ChatStream stream) {
        return new CallGuard(pulse, watch, stream, null, Duration.ZERO);
    }

    static CallGuard streaming(
            Pulse pulse, CallerWatch watch, ChatStream stream, SseWriter writer, Duration heartbeat) {
        return new CallGuard(pulse, watch, stream, writer, heartbeat);
    }

    @Override
    public void beat(long now) {
        if (now - begun >= WATCH_AFTER) {
            watch();
        }
        if (writer != null && now - writer.lastWrite() >= heartbeat && beating.compareAndSet(false, true)) {
            // On a thread of its own, because a write to a slow reader blocks.
            Thread.startVirtualThread(() -> heartbeat(writer));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pulse.remove(this);
        if (watching != null) {
            watching.close();
        }
    }

    private synchronized void watch() {
        if (!closed && watching == null) {
            watching = watch.onGone(this::gone);
        }
    }

    private void gone() {
        stream.close();
        if (writer != null && watch.isOver()) {
            writer.giveUp();
        }
    }

    private void heartbeat(SseWriter out) {
        try {
            out.heartbeat();
        } catch (CallerGoneException e) {
            stream.close();
        } finally {
            beating.set(false);
        }
    }
}
