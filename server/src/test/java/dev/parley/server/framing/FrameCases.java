package dev.parley.server.framing;

import static dev.parley.server.framing.Http1.CHAT;
import static dev.parley.server.framing.Http2.BAD;
import static dev.parley.server.framing.Http2.ENDED;
import static dev.parley.server.framing.Http2.floods;
import static dev.parley.server.framing.Http2.passes;
import static dev.parley.server.framing.Http2.sends;
import static dev.parley.server.framing.Http2.with;
import static dev.parley.server.frontend.connection.RawHttp2.CONTINUATION;
import static dev.parley.server.frontend.connection.RawHttp2.DATA;
import static dev.parley.server.frontend.connection.RawHttp2.END_HEADERS;
import static dev.parley.server.frontend.connection.RawHttp2.END_STREAM;
import static dev.parley.server.frontend.connection.RawHttp2.HEADERS;
import static dev.parley.server.frontend.connection.RawHttp2.PING;
import static dev.parley.server.frontend.connection.RawHttp2.PRIORITY;
import static dev.parley.server.frontend.connection.RawHttp2.RST_STREAM;
import static dev.parley.server.frontend.connection.RawHttp2.SETTINGS;
import static dev.parley.server.frontend.connection.RawHttp2.WINDOW_UPDATE;

import dev.parley.server.framing.Http2.Frames;
import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.testkit.Effort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The HTTP/2 list: floods, which others must not notice, and frames that are none. */
final class FrameCases {
    private static final int MANY = Effort.of(25_000, 200_000);
    private static final String SLOW =
            "{\"model\":\"builtin/slow?ttft=60s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    private FrameCases() {}

    /** What would keep the gateway busy. */
    static List<FrameCase> ofMany() {
        return List.of(
                flood("PING flood", caller -> caller.frame(PING, 0, 0, new byte[8])),
                flood("SETTINGS flood", caller -> caller.frame(SETTINGS, 0, 0, new byte[0])),
                flood("PRIORITY churn", caller -> caller.frame(PRIORITY, 0, 5, new byte[] {0, 0, 0, 3, 1})),
                flood("WINDOW_UPDATE flood", caller -> caller.frame(WINDOW_UPDATE, 0, 0, number(1))),
                flood("flood of unknown frames", caller -> caller.frame(0xbe, 0, 0, new byte[0])),
                new FrameCase(
                        "empty DATA flood",
                        floods(caller -> {
                            caller.headers(BAD, END_HEADERS, "POST", CHAT, with());
                            repeat(MANY, () -> caller.frame(DATA, 0, BAD, new byte[0]));
                        }),
                        ENDED),
                new FrameCase(
                        "CONTINUATION flood",
                        floods(caller -> {
                            caller.frame(HEADERS, 0, BAD, RawHttp2.block("GET", "/", with()));
                            repeat(20, () -> caller.frame(CONTINUATION, 0, BAD, new byte[16 * 1024]));
                        }),
                        ENDED),
                new FrameCase(
                        "empty CONTINUATION flood",
                        floods(caller -> {
                            caller.frame(HEADERS, 0, BAD, RawHttp2.block("GET", "/", with()));
                            repeat(MANY, () -> caller.frame(CONTINUATION, 0, BAD, new byte[0]));
                        }),
                        ENDED),
                new FrameCase(
                        "rapid reset",
                        floods(caller -> streams(3_000, stream -> {
                            caller.headers(stream, END_HEADERS | END_STREAM, "GET", "/v1/models", with());
                            caller.reset(stream);
                        })),
                        ENDED),
                new FrameCase(
                        "MadeYouReset by a window of 0",
                        floods(caller -> streams(3_000, stream -> {
                            caller.headers(stream, END_HEADERS, "POST", CHAT, with());
                            caller.frame(WINDOW_UPDATE, 0, stream, number(0));
                        })),
                        ENDED),
                new FrameCase(
                        "MadeYouReset by a length that is exceeded",
                        floods(caller -> streams(3_000, stream -> {
                            caller.headers(stream, END_HEADERS, "POST", CHAT, with("content-length", "1"));
                            caller.frame(DATA, END_STREAM, stream, new byte[8]);
                        })),
                        ENDED),
                new FrameCase(
                        "2,000 streams at once",
                        floods(caller -> streams(2_000, stream -> {
                            caller.headers(stream, END_HEADERS, "POST", CHAT, with());
                            caller.frame(DATA, END_STREAM, stream, Http1.bytes(SLOW));
                        })),
                        ENDED));
    }

    /** Frames that are none, or out of place. */
    static List<FrameCase> frames() {
        return List.of(
                lives("unknown frame", caller -> caller.frame(0xbe, 0, 0, new byte[20])),
                lives(
                        "SETTINGS_MAX_HEADER_LIST_SIZE of 1",
                        caller -> caller.frame(SETTINGS, 0, 0, new byte[] {0, 6, 0, 0, 0, 1})),
                ends(
                        "WINDOW_UPDATE over 2^31-1",
                        caller -> caller.frame(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE))),
                new FrameCase("10,000 times one header of 3 KB, by its number", sends(FrameCases::hpackBomb), "404"),
                ends(
                        "HPACK index that is none",
                        caller -> caller.frame(
                                HEADERS, END_HEADERS | END_STREAM, BAD, new byte[] {(byte) 0xff, (byte) 0xff, 0x7f})),
                ends(
                        "upper-case header name",
                        caller -> caller.headers(BAD, END_HEADERS | END_STREAM, "GET", "/", Map.of("X-Upper", "a"))),
                ends(
                        "connection header",
                        caller -> caller.headers(
                                BAD, END_HEADERS | END_STREAM, "GET", "/", Map.of("connection", "close"))),
                ends("even stream number", caller -> caller.headers(2, END_HEADERS | END_STREAM, "GET", "/", Map.of())),
                ends("frame of 1 MB", caller -> caller.frame(DATA, 0, BAD, new byte[1 << 20])),
                ends("DATA of no stream", caller -> caller.frame(DATA, 0, 0, new byte[1])),
                new FrameCase(
                        "DATA behind the reset of its stream",
                        passes(caller -> {
                            caller.headers(BAD, END_HEADERS, "POST", CHAT, with());
                            caller.reset(BAD);
                            caller.frame(DATA, END_STREAM, BAD, new byte[5]);
                        }),
                        "200"),
                ends("RST_STREAM of a stream that never was", caller -> caller.frame(RST_STREAM, 0, 7, number(8))),
                new FrameCase("half a preface", Http1.sends(RawHttp2.PREFACE.substring(0, 12)), "408, closed"),
                new FrameCase("half a frame", sends(caller -> caller.send(new byte[] {0, 0, 100, 0})), ENDED));
    }

    private static FrameCase flood(String title, Frames one) {
        return new FrameCase(title, floods(caller -> repeat(MANY, () -> one.to(caller))), ENDED);
    }

    /** The caller does this, and then asks what it gets an answer to. */
    private static FrameCase lives(String title, Frames frames) {
        return new FrameCase(
                title,
                sends(caller -> {
                    frames.to(caller);
                    caller.headers(BAD, END_HEADERS | END_STREAM, "GET", "/v1/models", with());
                }),
                "200");
    }

    private static FrameCase ends(String title, Frames frames) {
        return new FrameCase(title, sends(frames), ENDED);
    }

    /** A large entry of the dynamic table, named again and again. */
    private static void hpackBomb(RawHttp2 caller) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(RawHttp2.block("GET", "/", Map.of()));
        block.write(0x40);
        block.write(1);
        block.write('x');
        block.write(0x7f);
        block.writeBytes(new byte[] {(byte) (0x80 | (3000 - 127) & 0x7f), (byte) ((3000 - 127) >> 7)});
        block.writeBytes(Http1.bytes("a".repeat(3000)));
        for (int i = 0; i < 10_000; i++) {
            block.write(0xbe);
        }
        caller.frame(HEADERS, END_HEADERS | END_STREAM, BAD, block.toByteArray());
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** A step that sends something. */
    private interface Step {
        void run() throws IOException;
    }

    private interface OnStream {
        void run(int stream) throws IOException;
    }

    private static void repeat(int times, Step step) throws IOException {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    private static void streams(int count, OnStream step) throws IOException {
        for (int i = 0; i < count; i++) {
            step.run(2 * i + 1);
        }
    }
}
