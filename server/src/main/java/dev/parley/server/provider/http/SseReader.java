package dev.parley.server.provider.http;

import dev.parley.server.dialect.SseEvent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as the standard defines them (HTML, section 9.2.6) and as hosts really send them: however
 * the bytes are cut, with CR, LF or CRLF, comments, {@code data:} without a space, a byte order mark, and a last event
 * without its blank line. Not thread-safe.
 */
public final class SseReader extends BufferedFrames {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private int lineStart;
    private int lineEnd;
    /** How many bytes from {@code start} on are known to end no line. */
    private int scanned;

    private boolean skipLineFeed;
    private boolean begun;

    private String type = "";
    private byte @Nullable [] data;

    /** {@code most} bounds the bytes of one event. */
    public SseReader(InputStream in, int most) {
        super(in, most);
    }

    @Override
    public @Nullable SseEvent atHand() {
        while (nextLine()) {
            if (lineStart < lineEnd) {
                field();
            } else if (data != null) {
                return dispatch(data);
            } else {
                type = "";
            }
        }
        return null;
    }

    @Override
    @Nullable
    SseEvent rest() {
        if (start < end) {
            line(end, end);
            field();
        }
        return data == null ? null : dispatch(data);
    }

    private SseEvent dispatch(byte[] bytes) {
        SseEvent event = new SseEvent(type, bytes);
        type = "";
        data = null;
        return event;
    }

    private void field() {
        int colon = lineStart;
        while (colon < lineEnd && buffer[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, lineEnd);
        if (value < lineEnd && buffer[value] == ' ') {
            value++;
        }
        if (isField(DATA, colon)) {
            addData(value);
        } else if (isField(EVENT, colon)) {
            type = new String(buffer, value, lineEnd - value, StandardCharsets.UTF_8);
        }
    }

    private boolean isField(byte[] name, int colon) {
        return Arrays.equals(buffer, lineStart, colon, name, 0, name.length);
    }

    private void addData(int from) {
        if (data == null) {
            data = Arrays.copyOfRange(buffer, from, lineEnd);
            return;
        }
        int length = data.length;
        checkLength(length + lineEnd - from);
        data = Arrays.copyOf(data, length + 1 + lineEnd - from);
        data[length] = '\n';
        System.arraycopy(buffer, from, data, length + 1, lineEnd - from);
    }

    /** Finds the next whole line and leaves its bounds, without its end, in lineStart and lineEnd. */
    private boolean nextLine() {
        if (start == end || !(begun || begin())) {
            return false;
        }
        if (skipLineFeed) {
            skipLineFeed = false;
            start += buffer[start] == '\n' ? 1 : 0;
        }
        int at = start + scanned;
        while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        if (at == end) {
            scanned = at - start;
            return false;
        }
        skipLineFeed = buffer[at] == '\r';
        line(at, at + 1);
        return true;
    }

    private void line(int lineEnds, int next) {
        checkLength(lineEnds - start);
        lineStart = start;
        lineEnd = lineEnds;
        start = next;
        scanned = 0;
    }

    /** Passes over the byte order mark; false while it is not known whether there is one. */
    private boolean begin() {
        int seen = Math.min(BOM.length, end);
        boolean maybe = Arrays.equals(buffer, 0, seen, BOM, 0, seen);
        if (maybe && seen < BOM.length) {
            return false;
        }
        begun = true;
        start = maybe ? BOM.length : start;
        return true;
    }
}
