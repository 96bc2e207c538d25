package dev.parley.http;

/**
 * The frames of a server stream over HTTP. Each message is a frame without an event name; the last frame is
 * {@link #END} or {@link #ERROR}, so that a stream without either is known to be cut.
 */
public final class SseFrames {
    /** The media type of event streams, without parameters. */
    public static final String MEDIA_TYPE = "text/event-stream";
    /** The event of the last frame when all went well; its data is an empty object. */
    public static final String END = "end";
    /** The event of the last frame when the rpc failed; its data is a {@code google.rpc.Status}. */
    public static final String ERROR = "error";

    private SseFrames() {}

    /** A frame that carries a message. */
    public static String message(String json) {
        return "data: " + json + "\n\n";
    }

    /** A last frame. */
    public static String last(String event, String json) {
        return "event: " + event + '\n' + message(json);
    }
}
