package dev.parley.server.frontend.connection;

/** Frame types and flags of HTTP/2 that matter here (RFC 9113, section 6). */
final class FrameType {
    static final byte DATA = 0;
    static final byte HEADERS = 1;
    static final byte RST_STREAM = 3;
    static final byte CONTINUATION = 9;

    /** One that nobody has defined: whoever gets it passes over it (RFC 9113, section 5.5). */
    static final byte UNDEFINED = 0x60;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private FrameType() {}

    /** Whether a frame carries anything of a request; many that do not are a flood. */
    static boolean isOfRequest(int type, int flags, int length) {
        return switch (type) {
            case DATA -> length > 0 || (flags & END_STREAM) != 0;
            case HEADERS -> true;
            case CONTINUATION -> length > 0;
            default -> false;
        };
    }
}
