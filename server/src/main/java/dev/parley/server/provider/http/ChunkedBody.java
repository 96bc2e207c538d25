package dev.parley.server.provider.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body in chunks (RFC 9112, 7.1), decoded in its reader's own buffer: one read takes all that has come, however many
 * chunks that is, and copies it no further. So a reader sees how much is at hand, and passes it on in one write.
 */
final class ChunkedBody extends InputStream {
    /** Of what stands around the data: extensions and trailers, which nobody asks for. */
    private static final int REST_MOST = 64 * 1024;

    private static final int DIGITS_MOST = 15;

    private enum Place {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        TRAILER,
        END
    }

    private final Source raw;
    private final Runnable excess;
    private Place place = Place.SIZE;
    private long left;
    private int digits;
    private int rest;
    private boolean blank = true;

    /** Where the bytes come from. */
    interface Source {
        /** Reads as {@link InputStream#read(byte[], int, int)} does. */
        int read(byte[] target, int offset, int length) throws IOException;
    }

    /** {@code excess} is run if something follows the body, which nobody asked for. */
    ChunkedBody(Source raw, Runnable excess) {
        this.raw = raw;
        this.excess = excess;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws IOException the connection ended within the body, or what came is not in chunks */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int decoded = 0;
        while (decoded == 0 && place != Place.END && length > 0) {
            int read = raw.read(target, offset, length);
            if (read < 0) {
                throw new EOFException("The connection ended within a chunked body.");
            }
            decoded = decode(target, offset, offset + read) - offset;
        }
        return decoded == 0 && length > 0 ? -1 : decoded;
    }

    /** Reads what is left, so that the connection can be used again. */
    @Override
    public void close() throws IOException {
        byte[] unwanted = new byte[2048];
        while (place != Place.END) {
            read(unwanted, 0, unwanted.length);
        }
    }

    /** Moves the data among these bytes to their beginning; returns where it then ends. */
    private int decode(byte[] bytes, int start, int end) throws IOException {
        int to = start;
        int at = start;
        while (at < end && place != Place.END) {
            if (place == Place.DATA) {
                int count = (int) Math.min(left, end - at);
                System.arraycopy(bytes, at, bytes, to, count);
                at += count;
                to += count;
                took(count);
            } else {
                take(bytes[at++]);
            }
        }
        if (at < end) {
            excess.run();
        }
        return to;
    }

    private void took(int count) {
        left -= count;
        place = left == 0 ? Place.DATA_END : Place.DATA;
    }

    private void take(byte b) throws IOException {
        switch (place) {
            case SIZE -> size(b);
            case EXTENSION -> {
                count();
                if (b == '\n') {
                    sized();
                }
            }
            case DATA_END -> dataEnd(b);
            case TRAILER -> trailer(b);
            case DATA, END -> throw new IllegalStateException("not between chunks: " + place);
        }
    }

    private void size(byte b) throws IOException {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && digits < DIGITS_MOST) {
            left = left * 16 + digit;
            digits++;
        } else if (digits > 0 && b == '\n') {
            sized();
        } else if (digits > 0 && (b == '\r' || b == ';' || b == ' ' || b == '\t')) {
            place = Place.EXTENSION;
        } else {
            throw malformed();
        }
    }

    private void sized() {
        digits = 0;
        place = left == 0 ? Place.TRAILER : Place.DATA;
    }

    private void dataEnd(byte b) throws IOException {
        if (b == '\n') {
            place = Place.SIZE;
        } else if (b != '\r') {
            throw malformed();
        }
    }

    private void trailer(byte b) throws IOException {
        count();
        if (b == '\n') {
            place = blank ? Place.END : Place.TRAILER;
            blank = true;
        } else {
            blank = blank && b == '\r';
        }
    }

    private void count() throws IOException {
        if (++rest > REST_MOST) {
            throw malformed();
        }
    }

    private static IOException malformed() {
        return new IOException("The body is not in chunks as it claims to be.");
    }
}
