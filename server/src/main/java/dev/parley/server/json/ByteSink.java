package dev.parley.server.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer that is written, handed on and reset. Not thread-safe. */
public final class ByteSink extends OutputStream {
    private byte[] bytes;
    private int length;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    /** Appends text as UTF-8. */
    public ByteSink text(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public int length() {
        return length;
    }

    /** Forgets the content, keeps the room. */
    public void reset() {
        truncate(0);
    }

    /** Forgets what comes after the first bytes. */
    void truncate(int toLength) {
        length = toLength;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    public void writeTo(OutputStream out) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room for this many bytes more. */
    void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
