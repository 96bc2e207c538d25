package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a host's frames that are read but not yet passed on; they grow to the longest frame that is allowed.
 * What makes no frame, such as a comment, is never taken for one at hand.
 */
abstract class BufferedFrames implements FrameReader {
    /** A byte order mark, which may stand before the first frame and is no part of it. */
    static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** What a quiet stream holds while it waits; one that brings more at a time gets more room. */
    private static final int ROOM = 2 * 1024;

    private static final int READ_MOST = 16 * 1024;

    /** What is read lies between {@code start} and {@code end}. */
    byte[] buffer = new byte[ROOM];

    int start;
    int end;

    private final InputStream in;
    private final int most;
    private boolean ended;
    /** Whether the last read brought about as much as there was room for. */
    private boolean plenty;

    /** {@code most} bounds the bytes of one frame. */
    BufferedFrames(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The frame that the stream's end makes whole; null if there is none. */
    abstract @Nullable SseEvent rest();

    @Override
    public final @Nullable SseEvent next() throws IOException {
        SseEvent frame = atHand();
        while (frame == null && !ended) {
            ended = !more();
            frame = atHand();
        }
        return frame == null ? rest() : frame;
    }

    /** Reads more behind what is there, which moves to the buffer's beginning; false at the end. */
    private boolean more() throws IOException {
        makeRoom();
        int room = buffer.length - end;
        int read = in.read(buffer, end, room);
        plenty = read > room / 2;
        end += Math.max(read, 0);
        return read >= 0;
    }

    /** @throws ChatException UPSTREAM_FAILED {@code upstream_event_too_large} if a frame has grown to this length */
    final void checkLength(int length) {
        if (length >= most) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                            Blame.TARGET,
                            "upstream_event_too_large",
                            "The provider sent an event of more than %d bytes.".formatted(most))
                    .build();
        }
    }

    private void makeRoom() {
        int length = end - start;
        checkLength(length);
        boolean small = length > buffer.length / 2 || plenty && buffer.length < READ_MOST;
        byte[] target = small ? new byte[buffer.length * 2] : afterLongFrame(length) ? new byte[READ_MOST] : buffer;
        System.arraycopy(buffer, start, target, 0, length);
        buffer = target;
        start = 0;
        end = length;
    }

    /** Whether there is more room than what is there needs: a frame was long that has been passed on. */
    private boolean afterLongFrame(int length) {
        return buffer.length > READ_MOST && length <= READ_MOST / 2;
    }
}
