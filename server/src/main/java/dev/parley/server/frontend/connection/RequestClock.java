package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;

/**
 * How long an HTTP/1.1 request takes to arrive, while somebody waits for it: its head, then its body, and the time
 * before the next one. Told by the thread that reads; {@link #isOverdue} may be asked by any.
 */
final class RequestClock {
    private final ConnectionSettings limits;
    private Part part = Part.HEAD;
    private long begun;
    private long bytes;
    private volatile boolean waiting;
    private volatile long deadline;

    /** What of a request is under way. */
    enum Part {
        NONE,
        HEAD,
        BODY
    }

    /** {@code accepted} is when the connection began, and with it the time for its first request. */
    RequestClock(ConnectionSettings limits, long accepted) {
        this.limits = limits;
        this.begun = accepted;
    }

    Part part() {
        return part;
    }

    /** Somebody waits for bytes; {@code betweenRequests}: for those of a request's first line. */
    void waits(boolean betweenRequests) {
        long now = System.nanoTime();
        if (betweenRequests && part == Part.BODY) {
            begin(Part.NONE, now);
        } else if (part == Part.BODY && bytes == 0) {
            begun = now;
        }
        deadline = begun + limit();
        waiting = true;
    }

    /** Bytes have come. */
    void came(int count) {
        if (part == Part.NONE) {
            begin(Part.HEAD, System.nanoTime());
        }
        bytes += count;
    }

    /** Nobody waits any longer. */
    void ended() {
        waiting = false;
    }

    /** A request's headers are there. */
    void headRead() {
        begin(Part.BODY, System.nanoTime());
    }

    boolean isOverdue(long now) {
        return waiting && now - deadline > 0;
    }

    private void begin(Part next, long now) {
        part = next;
        begun = now;
        bytes = 0;
    }

    private long limit() {
        return switch (part) {
            case NONE -> limits.idle().toNanos();
            case HEAD -> limits.requestHead().toNanos();
            case BODY -> BodyRead.within(limits, bytes);
        };
    }
}
