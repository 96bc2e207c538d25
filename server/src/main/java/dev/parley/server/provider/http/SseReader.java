package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as the standard defines them (HTML, section 9.2.6) and as hosts really send them: however
 * the bytes are cut, with CR, LF or CRLF, comments, {@code data:} without a space, a byte order mark, and a last event
 * without its blank line. Not thread-safe.
 */
public final class SseReader implements FrameReader {
    private static final int ROOM = 16 * 1024;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int most;
    private byte[] buffer = new byte[ROOM];
    private int start;
    private int end;
    private int lineStart;
    private int lineEnd;
    private boolean ended;
    private boolean skipLineFeed;
    private boolean begun;

    private String type = "";
    private byte @Nullable [] data;

    /** {@code most} bounds the bytes of one event. */
    public SseReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    @Override
    public @Nullable SseEvent next() throws IOException {
        while (nextLine()) {
            if (lineStart < lineEnd) {
                field();
            } else if (data != null) {
                return dispatch(data);
            } else {
                type = "";
            }
        }
        return data == null ? null : dispatch(data);
    }

    @Override
    public boolean buffered() {
        for (int i = start; i + 1 < end; i++) {
            boolean endsLine = buffer[i] == '\n' || buffer[i] == '\r';
            boolean thenEmpty =
                    buffer[i + 1] == '\n' ? buffer[i] == '\n' : endsLine && buffer[i + 1] == '\r' && i > start;
            if (endsLine && thenEmpty) {
                return true;
            }
        }
        return false;
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
        if (length + lineEnd - from >= most) {
            throw tooLarge();
        }
        data = Arrays.copyOf(data, length + 1 + lineEnd - from);
        data[length] = '\n';
        System.arraycopy(buffer, from, data, length + 1, lineEnd - from);
    }

    /** Finds the next line and leaves its bounds, without its end, in lineStart and lineEnd; false at the end. */
    private boolean nextLine() throws IOException {
        int at = start;
        while (true) {
            while (at < end) {
                byte b = buffer[at];
                if (skipLineFeed) {
                    skipLineFeed = false;
                    if (b == '\n') {
                        start = ++at;
                        continue;
                    }
                }
                if (b == '\n' || b == '\r') {
                    skipLineFeed = b == '\r';
                    line(at, at + 1);
                    return true;
                }
                at++;
            }
            int scanned = at - start;
            if (!fill()) {
                boolean rest = start < end;
                line(end, end);
                return rest;
            }
            at = start + scanned;
        }
    }

    private void line(int lineEnds, int next) {
        lineStart = start;
        lineEnd = lineEnds;
        start = next;
    }

    /** Reads more behind what is there; false at the end. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        makeRoom();
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
            return false;
        }
        end += read;
        return begun || skipBom();
    }

    private boolean skipBom() throws IOException {
        int seen = Math.min(BOM.length, end);
        boolean maybe = Arrays.equals(buffer, 0, seen, BOM, 0, seen);
        if (maybe && seen < BOM.length) {
            return fill() || end > 0;
        }
        begun = true;
        start = maybe ? BOM.length : start;
        return true;
    }

    private void makeRoom() {
        if (end < buffer.length) {
            return;
        }
        int length = end - start;
        if (length >= most) {
            throw tooLarge();
        }
        byte[] target = length > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, length);
        buffer = target;
        start = 0;
        end = length;
    }

    private ChatException tooLarge() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        "upstream_event_too_large",
                        "The provider sent an event of more than %d bytes.".formatted(most))
                .build();
    }
}
