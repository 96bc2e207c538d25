package dev.parley.server.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads documents that come by streams. */
public final class AllBytes {
    /** What is kept ready for a sender who may announce more than will come. */
    private static final int FIRST = 64 * 1024;

    private AllBytes() {}

    /**
     * The bytes of a stream to its end, or the first {@code most} of them. Blocks until they have come.
     *
     * @param announced how many are to come; negative: it is not known
     */
    public static byte[] of(InputStream in, long announced, int most) throws IOException {
        byte[] bytes = new byte[room(0, announced, most)];
        int length = in.readNBytes(bytes, 0, bytes.length);
        while (length == bytes.length && length < most) {
            int next = in.read();
            if (next < 0) {
                return bytes;
            }
            bytes = Arrays.copyOf(bytes, room(length, announced, most));
            bytes[length++] = (byte) next;
            length += in.readNBytes(bytes, length, bytes.length - length);
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static int room(int length, long announced, int most) {
        long wanted = Math.max(FIRST, length * 4L);
        return (int) Math.min(Math.min(wanted, most), announced > length ? announced : most);
    }
}
