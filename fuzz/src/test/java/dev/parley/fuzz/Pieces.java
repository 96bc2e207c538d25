package dev.parley.fuzz;

import java.io.InputStream;

/** Bytes that arrive in pieces of this many. */
public final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int piece;
    private int at;

    public Pieces(byte[] bytes, int piece) {
        this.bytes = bytes;
        this.piece = piece;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, piece), bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }
}
