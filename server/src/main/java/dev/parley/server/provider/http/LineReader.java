package dev.parley.server.provider.http;

import dev.parley.server.dialect.SseEvent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value a line, as newline-delimited JSON is: lines end with LF or CRLF, the last one perhaps with nothing, and
 * blank ones are passed over, and so is a byte order mark. {@code data:} before a line is left out, since some hosts
 * mix their formats (PUT-27). Not thread-safe.
 */
final class LineReader extends BufferedFrames {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    /** How many bytes from {@code start} on are known to hold no line feed. */
    private int scanned;

    private boolean begun;

    /** {@code most} bounds the bytes of one line. */
    LineReader(InputStream in, int most) {
        super(in, most);
    }

    @Override
    public @Nullable SseEvent atHand() {
        while (true) {
            int at = lineFeed(start + scanned);
            if (at == end) {
                scanned = at - start;
                return null;
            }
            byte[] line = take(at, at + 1);
            if (line.length > 0) {
                return new SseEvent("", line);
            }
        }
    }

    @Override
    @Nullable
    SseEvent rest() {
        byte[] line = take(end, end);
        return line.length == 0 ? null : new SseEvent("", line);
    }

    private byte[] take(int lineEnds, int next) {
        checkLength(lineEnds - start);
        int from = start;
        int to = lineEnds;
        start = next;
        scanned = 0;
        if (!begun) {
            begun = true;
            from = behind(BOM, from, to);
        }
        from = behind(DATA, from, to);
        while (from < to && isSpace(buffer[from])) {
            from++;
        }
        while (from < to && isSpace(buffer[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** Where a line goes on that may begin with this. */
    private int behind(byte[] mark, int from, int to) {
        int end = from + mark.length;
        return end <= to && Arrays.equals(buffer, from, end, mark, 0, mark.length) ? end : from;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Where the next line feed is; {@code end} if none is there yet. */
    private int lineFeed(int from) {
        int at = from;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }
}
