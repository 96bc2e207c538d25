package dev.parley.server.provider.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a host parts the answers that it streams. What a reply really is, its content type tells first (E-STR-7). */
public enum Framing {
    /** Server-sent events. */
    EVENTS("text/event-stream"),
    /** A JSON value a line, under whatever content type; but a JSON body whose length is told is no stream. */
    LINES("application/x-ndjson, application/json, text/event-stream");

    private static final int EVENT_MOST = 1 << 20;
    private static final int LINE_MOST = 8 << 20;

    private final String accept;

    Framing(String accept) {
        this.accept = accept;
    }

    /** The header {@code Accept} that asks for it. */
    String accept() {
        return accept;
    }

    /** Reads the frames of a reply; null if it is one body. */
    @Nullable
    FrameReader reader(UpstreamReply reply) {
        String type = contentType(reply);
        if (type.startsWith("text/event-stream")) {
            return new SseReader(reply.body(), EVENT_MOST);
        }
        boolean lines = type.contains("ndjson") || type.contains("jsonl") || this == LINES && !isWhole(reply, type);
        return lines ? new LineReader(reply.body(), LINE_MOST) : null;
    }

    static String contentType(UpstreamReply reply) {
        String type = reply.header("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static boolean isWhole(UpstreamReply reply, String type) {
        return type.startsWith("application/json") && reply.header("Content-Length") != null;
    }
}
