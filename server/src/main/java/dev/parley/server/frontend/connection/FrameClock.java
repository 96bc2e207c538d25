package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long an HTTP/2 connection takes over a frame or a block of headers, and how long it is without a whole request;
 * and how many frames it sends that are of no request. Told by the thread that reads, but for what is said otherwise.
 */
final class FrameClock {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionSettings limits;
    private final Set<Integer> halfSent = new HashSet<>();
    private final AtomicInteger served = new AtomicInteger();
    private volatile int halfSentCount;
    private boolean inHeaders;
    private volatile boolean within = true;
    private volatile long withinSince;
    private volatile long idleSince;
    private long second;
    private int idleFrames;

    /** {@code accepted} is when the connection began, and with it the time for its first frame. */
    FrameClock(ConnectionSettings limits, long accepted) {
        this.limits = limits;
        this.withinSince = accepted;
        this.idleSince = accepted;
    }

    /** Whether the connection is within a frame or a block of headers. */
    boolean isWithin() {
        return within;
    }

    /** A frame has begun; whether there are not too many of its kind in this second. */
    boolean frame(int type, int flags, int streamId, int length) {
        switch (type) {
            case FrameType.HEADERS -> headers(flags, streamId);
            case FrameType.CONTINUATION -> inHeaders = (flags & FrameType.END_HEADERS) == 0;
            case FrameType.DATA -> ends(flags, streamId);
            case FrameType.RST_STREAM -> whole(streamId);
            default -> {}
        }
        return FrameType.isOfRequest(type, flags, length) || isWithinBudget();
    }

    /** Bytes were looked at; {@code cut}: they end within a frame; {@code frameBegan}: a head was among them. */
    void fed(boolean cut, boolean frameBegan) {
        boolean still = cut || inHeaders;
        if (still && (!within || (frameBegan && !inHeaders))) {
            withinSince = System.nanoTime();
        }
        within = still;
    }

    /** A body that somebody waits for goes on. */
    void bodyGoesOn() {
        idleSince = System.nanoTime();
    }

    /** A stream is served; on any thread. */
    void begun() {
        served.incrementAndGet();
    }

    /** A stream was served; on any thread. */
    void ended() {
        served.decrementAndGet();
    }

    /** The streams whose requests have not come in whole. */
    Set<Integer> halfSent() {
        return Set.copyOf(halfSent);
    }

    /** Asked by the watchdog. */
    boolean isOverdue(long now) {
        if (served.get() > halfSentCount) {
            idleSince = now;
        }
        return within
                ? now - withinSince > limits.requestHead().toNanos()
                : now - idleSince > limits.idle().toNanos();
    }

    private void headers(int flags, int streamId) {
        idleSince = System.nanoTime();
        inHeaders = (flags & FrameType.END_HEADERS) == 0;
        if ((flags & FrameType.END_STREAM) == 0) {
            halfSent.add(streamId);
            halfSentCount = halfSent.size();
        } else {
            whole(streamId);
        }
    }

    private void ends(int flags, int streamId) {
        if ((flags & FrameType.END_STREAM) != 0) {
            whole(streamId);
        }
    }

    private void whole(int streamId) {
        if (halfSent.remove(streamId)) {
            halfSentCount = halfSent.size();
        }
    }

    private boolean isWithinBudget() {
        long now = System.nanoTime();
        if (now - second > SECOND) {
            second = now;
            idleFrames = 0;
        }
        return ++idleFrames <= limits.maxControlFrames();
    }
}
