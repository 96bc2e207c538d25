package dev.parley.server.framing;

import static dev.parley.server.framing.Http1.BODY;
import static dev.parley.server.framing.Http1.CHAT;
import static dev.parley.server.framing.Http1.KEY;
import static dev.parley.server.frontend.connection.RawHttp2.DATA;
import static dev.parley.server.frontend.connection.RawHttp2.END_HEADERS;
import static dev.parley.server.frontend.connection.RawHttp2.END_STREAM;

import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.server.frontend.connection.RawHttp2.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What callers do over HTTP/2. Their bad stream is number 1, the good one after it number {@link #NEXT}. */
final class Http2 {
    static final int BAD = 1;
    static final int NEXT = 100_001;
    /** By GOAWAY; callers that still send see the connection's end alone. */
    static final String ENDED = "the connection ends";

    private Http2() {}

    /** What a caller sends. */
    @FunctionalInterface
    interface Frames {
        void to(RawHttp2 connection) throws IOException;
    }

    /** Header lines beside those that a request must have. */
    static Map<String, String> with(String... lines) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("authorization", "Bearer " + KEY));
        for (int i = 0; i < lines.length; i += 2) {
            headers.put(lines[i], lines[i + 1]);
        }
        return headers;
    }

    /** Sends this, and says how its stream and its connection end. */
    static Play sends(Frames frames) {
        return port -> {
            try (RawHttp2 caller = new RawHttp2(port)) {
                return end(caller, frames);
            }
        };
    }

    /** Sends very much of this, and says whether the connection ends. */
    static Play floods(Frames frames) {
        return port -> {
            try (RawHttp2 caller = new RawHttp2(port)) {
                send(caller, frames);
                return end(caller.answer(NEXT));
            }
        };
    }

    /** Sends this, which gets no answer, and says how the good request after it ends. */
    static Play passes(Frames frames) {
        return port -> {
            try (RawHttp2 caller = new RawHttp2(port)) {
                frames.to(caller);
                good(caller, NEXT);
                return end(caller.answer(NEXT));
            }
        };
    }

    /** A chat request of this body with these header lines. */
    static Play chat(String body, String... lines) {
        return sends(caller -> caller.post(BAD, CHAT, with(lines), Http1.bytes(body)));
    }

    /** A request without a body. */
    static Play asks(String method, String path, String... lines) {
        return sends(caller -> caller.headers(BAD, END_HEADERS | END_STREAM, method, path, with(lines)));
    }

    static void good(RawHttp2 caller, int streamId) throws IOException {
        caller.headers(streamId, END_HEADERS, "POST", CHAT, with("content-type", "application/json"));
        caller.frame(DATA, END_STREAM, streamId, Http1.bytes(BODY));
    }

    private static void send(RawHttp2 caller, Frames frames) throws IOException {
        try {
            frames.to(caller);
        } catch (SocketException e) {
            // The other side has closed the connection: what it said before may still be there.
        }
    }

    static String end(RawHttp2 caller, Frames frames) throws IOException {
        send(caller, frames);
        Answer answer = caller.answer(BAD);
        if (end(answer).equals(ENDED)) {
            return ENDED;
        }
        String seen = answer.end() + told(answer);
        try {
            good(caller, NEXT);
        } catch (SocketException e) {
            return seen + ", then " + ENDED;
        }
        Answer next = caller.answer(NEXT);
        return seen + (next.body().contains("still here") ? "" : ", then " + end(next));
    }

    static String end(Answer answer) {
        return answer.end().startsWith("GOAWAY") || answer.end().equals("closed") ? ENDED : answer.end();
    }

    private static String told(Answer answer) {
        String allow = answer.header("allow");
        boolean allowed = !answer.header("access-control-allow-methods").isEmpty();
        boolean shaped = !answer.end().startsWith("4") || answer.body().startsWith("{\"error\":{\"message\":\"");
        return (allow.isEmpty() ? "" : ", Allow: " + allow)
                + (allowed ? ", allowed" : "")
                + (shaped ? "" : ", not in the shape of the path: " + answer.body());
    }
}
