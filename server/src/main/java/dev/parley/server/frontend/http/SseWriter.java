package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.RoutingNote;
import dev.parley.server.dialect.EventWriter;
import dev.parley.server.frontend.connection.BlockedWrite;
import dev.parley.server.json.ByteSink;
import dev.parley.server.metrics.SseMetrics;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer. The status is committed with the first frame, so that an earlier failure still has a
 * status of its own (E-STR-8). Thread-safe: heartbeats come from another thread than events; a write blocks while the
 * caller does not read.
 */
final class SseWriter {
    /** What is written at once even if more is at hand. */
    private static final int CHUNK = 16 * 1024;

    /** What a stream holds while it waits. */
    private static final int ROOM = 1024;

    private final ServerResponse response;
    private final EventWriter events;
    private final @Nullable RoutingNote note;
    private final SseMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private ByteSink pending = new ByteSink(ROOM);
    private final BlockedWrite blocked = new BlockedWrite();
    private @Nullable OutputStream out;
    private boolean told;
    private boolean ended;
    private int unflushed;
    private volatile long lastWrite = System.nanoTime();

    /** {@code note} is told in the reply's head; null: nothing is. */
    SseWriter(ServerResponse response, EventWriter events, @Nullable RoutingNote note, SseMetrics metrics) {
        this.response = response;
        this.events = events;
        this.note = note;
        this.metrics = metrics;
    }

    /** When something was last written, as {@link System#nanoTime()}. */
    long lastWrite() {
        return lastWrite;
    }

    /** Writes an event's frames; with {@code flush} false they may wait for the next event's. */
    void write(ChatEvent event, boolean flush) {
        lock.lock();
        try {
            if (event.hasStarted()) {
                started(event);
            }
            int before = pending.length();
            events.write(event, pending);
            unflushed += pending.length() > before ? 1 : 0;
            if (flush || pending.length() >= CHUNK) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    void heartbeat() {
        lock.lock();
        try {
            if (!ended) {
                events.writeHeartbeat(pending);
                unflushed++;
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream with an error frame; false if nothing is committed yet, so that a status can tell it. */
    boolean fail(ChatError error) {
        lock.lock();
        try {
            ended = true;
            if (out == null) {
                return false;
            }
            events.writeError(error, pending);
            unflushed++;
            close();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream; the frames of its proper end are written already. */
    void end() {
        lock.lock();
        try {
            ended = true;
            close();
        } finally {
            lock.unlock();
        }
    }

    /** The caller's connection has ended: a write that waits for it fails. */
    void giveUp() {
        blocked.giveUp();
    }

    private void started(ChatEvent event) {
        if (out == null && !told) {
            told = true;
            Headers.served(response, event.getStarted().getServed());
            Headers.routed(response, note);
        }
    }

    private void flush() {
        if (pending.length() == 0) {
            return;
        }
        blocked.run(this::writePending);
        if (pending.length() > 2 * CHUNK) {
            pending = new ByteSink(ROOM);
        } else {
            pending.reset();
        }
        metrics.written(unflushed);
        unflushed = 0;
        lastWrite = System.nanoTime();
    }

    private void writePending() {
        try {
            OutputStream stream = stream();
            pending.writeTo(stream);
            stream.flush();
        } catch (RuntimeException | IOException e) {
            throw new CallerGoneException(e);
        }
    }

    private void close() {
        flush();
        try {
            stream().close();
        } catch (RuntimeException | IOException e) {
            throw new CallerGoneException(e);
        }
    }

    private OutputStream stream() {
        if (out == null) {
            Headers.eventStream(response);
            out = response.outputStream();
        }
        return out;
    }
}
