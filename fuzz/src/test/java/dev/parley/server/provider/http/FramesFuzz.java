package dev.parley.server.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Pieces;
import dev.parley.fuzz.Seeds;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Frames of streams: any cut of the same bytes gives the same ones. And the one header that hosts write freely. */
public final class FramesFuzz {
    private static final int MOST = 256;

    private FramesFuzz() {}

    /** Server-sent events. */
    public static FrameReader events(InputStream in) {
        return new SseReader(in, MOST);
    }

    /** A value a line. */
    public static FrameReader lines(InputStream in) {
        return new LineReader(in, MOST);
    }

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "sse",
                        Seeds.all(
                                Seeds.fixtures("claude/answers", "stream.sse"),
                                Seeds.texts(
                                        ": c\r\n\r\nevent: a\rdata:x\r\rid: 1\ndata: b\ndata\n\n", "\uFEFFdata: a")),
                        input -> sameHoweverCut(input, FramesFuzz::events)),
                new FuzzTarget(
                        "lines",
                        Seeds.all(
                                Seeds.fixtures("puter/answers", "stream.ndjson"),
                                Seeds.texts("data: {\"a\":1}\r\n\r\n \t{}\n[1]")),
                        input -> sameHoweverCut(input, FramesFuzz::lines)),
                new FuzzTarget(
                        "retry-after",
                        Seeds.texts("12", "-1", "1e9", "NaN", "0x1p3", "Sat, 21 Nov 2026 10:00:00 GMT"),
                        FramesFuzz::retryAfter));
    }

    private static void sameHoweverCut(byte[] input, Function<InputStream, FrameReader> reader) throws IOException {
        List<String> whole = read(reader.apply(new Pieces(input, Integer.MAX_VALUE)), false);
        for (int piece : new int[] {1, 2, 3, 1 + Math.floorMod(Arrays.hashCode(input), 64), Integer.MAX_VALUE}) {
            List<String> cut = read(reader.apply(new Pieces(input, piece)), true);
            Laws.check(whole.equals(cut), "in pieces of " + piece + ": " + cut + " and not " + whole);
        }
    }

    /** With {@code atHand}, what has been read already is taken without asking for more. */
    private static List<String> read(FrameReader reader, boolean atHand) throws IOException {
        List<String> frames = new ArrayList<>();
        try {
            for (SseEvent frame = next(reader, atHand); frame != null; frame = next(reader, atHand)) {
                frames.add(frame.type() + '=' + Arrays.toString(frame.data()));
            }
        } catch (ChatException e) {
            Laws.check(e.error().getReason().equals("upstream_event_too_large"), e.toString());
            frames.add(e.error().getReason());
        }
        return frames;
    }

    private static SseEvent next(FrameReader reader, boolean atHand) throws IOException {
        SseEvent frame = atHand ? reader.atHand() : null;
        return frame == null ? reader.next() : frame;
    }

    private static void retryAfter(byte[] input) {
        Duration delay = RetryAfter.parse(new String(input, UTF_8), () -> Instant.EPOCH);
        Laws.check(delay == null || (delay.toMillis() >= 1000 && delay.toHours() <= 1), "a delay of " + delay);
    }
}
