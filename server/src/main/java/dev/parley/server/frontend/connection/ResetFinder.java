package dev.parley.server.frontend.connection;

import java.util.function.IntPredicate;

/**
 * Finds RST_STREAM frames in the bytes that an HTTP/2 client sends (RFC 9113, sections 3.4 and 4.1), however they are
 * cut. Looks at frame heads only. Not thread-safe.
 */
final class ResetFinder {
    private static final int PREFACE = 24;
    private static final int HEAD = 9;
    private static final byte RST_STREAM = 3;
    private static final byte WINDOW_UPDATE = 8;

    private final IntPredicate reset;
    private long skip = PREFACE;
    private int headSeen;
    private int length;
    private int type;
    private int typeAt;
    private int streamId;

    /** {@code reset} is told the stream's id, and says whether Helidon may see the frame. */
    ResetFinder(IntPredicate reset) {
        this.reset = reset;
    }

    /**
     * Looks at the next bytes. A reset that Helidon must not see becomes a window update, which is as long and which
     * Helidon passes over for a stream that it does not know.
     */
    void feed(byte[] bytes) {
        typeAt = -1;
        int at = 0;
        while (at < bytes.length) {
            if (skip > 0) {
                int passed = (int) Math.min(skip, bytes.length - at);
                skip -= passed;
                at += passed;
            } else {
                head(bytes, at++);
            }
        }
    }

    /** Takes one byte of a frame's head: 3 of length, 1 of type, 1 of flags, 4 of stream id. */
    private void head(byte[] bytes, int at) {
        int value = bytes[at] & 0xff;
        switch (headSeen++) {
            case 0 -> length = value;
            case 1, 2 -> length = length << 8 | value;
            case 3 -> {
                type = value;
                typeAt = at;
            }
            case 4 -> streamId = 0;
            case 5 -> streamId = value & 0x7f;
            default -> streamId = streamId << 8 | value;
        }
        if (headSeen == HEAD) {
            headSeen = 0;
            skip = length;
            if (type == RST_STREAM && !reset.test(streamId) && typeAt >= 0) {
                bytes[typeAt] = WINDOW_UPDATE;
            }
        }
    }
}
