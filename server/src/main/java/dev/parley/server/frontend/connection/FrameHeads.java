package dev.parley.server.frontend.connection;

/**
 * Finds the frames in the bytes that an HTTP/2 client sends (RFC 9113, sections 3.4 and 4.1), however they are cut.
 * Looks at their heads only. Not thread-safe.
 */
final class FrameHeads {
    private static final int PREFACE = 24;
    private static final int HEAD = 9;

    private final Watcher watcher;
    private long skip = PREFACE;
    private int headSeen;
    private int length;
    private int type;
    private int typeAt;
    private int flags;
    private int streamId;

    /** Who is told of each frame. */
    interface Watcher {
        /** A frame's head, and whether Helidon may see the frame: one of four bytes may be hidden from it. */
        boolean frame(int type, int flags, int streamId, int length);
    }

    FrameHeads(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Whether the bytes so far end within a frame, or within the connection's preface. */
    boolean isWithinFrame() {
        return skip > 0 || headSeen > 0;
    }

    /** Looks at the next bytes. A frame that Helidon must not see becomes one that it passes over. */
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
            case 4 -> flags = value;
            case 5 -> streamId = value & 0x7f;
            default -> streamId = streamId << 8 | value;
        }
        if (headSeen == HEAD) {
            headSeen = 0;
            skip = length;
            if (!watcher.frame(type, flags, streamId, length) && typeAt >= 0) {
                bytes[typeAt] = FrameType.UNDEFINED;
            }
        }
    }
}
