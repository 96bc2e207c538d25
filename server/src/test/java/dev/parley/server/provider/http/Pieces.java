package dev.parley.server.provider.http;

import java.io.ByteArrayInputStream;

/** Gives at most so many bytes at a time. */
final class Pieces extends ByteArrayInputStream {
    private final int most;

    Pieces(byte[] bytes, int most) {
        super(bytes);
        this.most = most;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(most, length));
    }
}
