package dev.parley.server.framing;

import dev.parley.server.framing.Http2.Frames;
import dev.parley.server.frontend.connection.RawHttp2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The gRPC list, on frames of our own. Each is followed by a good call on the same connection. */
final class GrpcCases {
    private static final byte[] GOOD = Grpc.request("builtin/echo", "still here");
    private static final byte[] SILENT = Grpc.request("builtin/fault?kind=silent", "x");

    private GrpcCases() {}

    static List<FrameCase> all() {
        return List.of(
                call("a message that is none", "INVALID_ARGUMENT", new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}),
                call("a message that is cut", "INVALID_ARGUMENT", new byte[] {0x0a, 0x05, 'a'}),
                call("text that is no UTF-8", "INVALID_ARGUMENT", new byte[] {0x0a, 0x02, (byte) 0xc3, 0x28}),
                call("200,000 groups in each other", "INVALID_ARGUMENT", groups()),
                call(
                        "a message over server.max-body-size",
                        "RESOURCE_EXHAUSTED",
                        new byte[HttpCases.BODY_MOST + 100_000]),
                row("64 MB in 64 KB of gzip", "RESOURCE_EXHAUSTED", caller -> {
                    Grpc.begin(caller, Http2.BAD, Grpc.CHAT, "grpc-encoding", "gzip");
                    Grpc.last(caller, Http2.BAD, Grpc.framed(1, gzip(new byte[64 << 20])));
                }),
                row("compressed, without grpc-encoding", "INTERNAL", caller -> {
                    Grpc.begin(caller, Http2.BAD, Grpc.CHAT);
                    Grpc.last(caller, Http2.BAD, Grpc.framed(1, GOOD));
                }),
                row("compressed by what nobody knows", "UNIMPLEMENTED", caller -> {
                    Grpc.begin(caller, Http2.BAD, Grpc.CHAT, "grpc-encoding", "snappy");
                    Grpc.last(caller, Http2.BAD, Grpc.framed(1, GOOD));
                }),
                row("no message", "INVALID_ARGUMENT", caller -> {
                    Grpc.begin(caller, Http2.BAD, Grpc.CHAT);
                    Grpc.last(caller, Http2.BAD, new byte[0]);
                }),
                row("a message's prefix, then the end", "INVALID_ARGUMENT", caller -> {
                    Grpc.begin(caller, Http2.BAD, Grpc.CHAT);
                    Grpc.last(caller, Http2.BAD, Arrays.copyOf(Grpc.framed(0, GOOD), 5));
                }),
                row(
                        "a message that never comes",
                        "DEADLINE_EXCEEDED",
                        caller -> Grpc.begin(caller, Http2.BAD, Grpc.CHAT)),
                row(
                        "unknown method",
                        "UNIMPLEMENTED",
                        caller -> send(caller, "/parley.chat.v1.ChatService/Nope", GOOD)),
                row("unknown service", "UNIMPLEMENTED", caller -> send(caller, "/nobody.v1.Nothing/Nope", GOOD)),
                row(
                        "reflection that is off",
                        "UNIMPLEMENTED",
                        caller ->
                                send(caller, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", new byte[0])),
                row("no key", "UNAUTHENTICATED", caller -> send(caller, Grpc.CHAT, GOOD, "authorization", "")),
                row(
                        "wrong key",
                        "UNAUTHENTICATED",
                        caller -> send(caller, Grpc.CHAT, GOOD, "authorization", "Bearer nobody")),
                call("unknown model", "NOT_FOUND", Grpc.request("nobody", "x")),
                call(
                        "a limit that is met",
                        "RESOURCE_EXHAUSTED, RetryInfo",
                        Grpc.request("builtin/fault?status=429&retry-after=7s", "x")),
                call("no room", "UNAVAILABLE, RetryInfo", Grpc.request("builtin/fault?status=503&retry-after=7s", "x")),
                row(
                        "a deadline of 1 ms",
                        "DEADLINE_EXCEEDED",
                        caller -> send(caller, Grpc.CHAT, SILENT, "grpc-timeout", "1m")),
                row(
                        "a deadline that has passed",
                        "DEADLINE_EXCEEDED",
                        caller -> send(caller, Grpc.CHAT, GOOD, "grpc-timeout", "0n")),
                row(
                        "a deadline that is none",
                        "INVALID_ARGUMENT",
                        caller -> send(caller, Grpc.CHAT, GOOD, "grpc-timeout", "soon")),
                new FrameCase(
                        "64 KB of metadata",
                        Http2.sends(caller -> send(caller, Grpc.CHAT, GOOD, "x", "a".repeat(64 * 1024))),
                        Http2.ENDED));
    }

    private static FrameCase call(String title, String status, byte[] message) {
        return row(title, status, caller -> send(caller, Grpc.CHAT, message));
    }

    private static FrameCase row(String title, String status, Frames frames) {
        return new FrameCase(title, port -> play(port, frames), status);
    }

    private static String play(int port, Frames frames) throws Exception {
        try (RawHttp2 caller = new RawHttp2(port)) {
            frames.to(caller);
            String seen = Grpc.status(caller.answer(Http2.BAD));
            String next = Grpc.good(caller, Http2.NEXT);
            return seen + (next.equals("OK") ? "" : ", then " + next);
        }
    }

    private static void send(RawHttp2 caller, String path, byte[] message, String... headers) throws IOException {
        Grpc.begin(caller, Http2.BAD, path, headers);
        Grpc.message(caller, Http2.BAD, message);
    }

    private static byte[] groups() {
        byte[] groups = new byte[200_000];
        Arrays.fill(groups, (byte) 0x7b);
        return groups;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
