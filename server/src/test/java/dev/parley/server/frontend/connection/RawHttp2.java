package dev.parley.server.frontend.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The least of an HTTP/2 client with prior knowledge (RFC 9113): frames as they are, so that a test can reset one
 * stream.
 */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int CANCEL = 8;

    private final Socket socket;
    private final DataInputStream in;

    /** One frame of the server's. */
    public record Frame(int type, int flags, int streamId, byte[] payload) {
        public String text() {
            return new String(payload, US_ASCII);
        }
    }

    public RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    public void get(int streamId, String path) throws IOException {
        headers(streamId, END_HEADERS | END_STREAM, "GET", path, Map.of());
    }

    public void post(int streamId, String path, Map<String, String> headers, byte[] body) throws IOException {
        headers(streamId, END_HEADERS, "POST", path, headers);
        frame(DATA, END_STREAM, streamId, body);
    }

    public void reset(int streamId) throws IOException {
        frame(RST_STREAM, 0, streamId, ByteBuffer.allocate(4).putInt(CANCEL).array());
    }

    /** The next DATA frame with content on this stream; acknowledges settings on the way. */
    public Frame data(int streamId) throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.type == DATA && frame.streamId == streamId && frame.payload.length > 0) {
                return frame;
            }
        }
    }

    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        Frame frame = new Frame(type, flags, in.readInt(), in.readNBytes(length));
        if (type == SETTINGS && (flags & 1) == 0) {
            frame(SETTINGS, 1, 0, new byte[0]);
        }
        return frame;
    }

    private void headers(int streamId, int flags, String method, String path, Map<String, String> headers)
            throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // Helidon takes pseudo-headers by their index in the static table alone (RFC 7541, appendix A).
        block.write(method.equals("GET") ? 0x82 : 0x83);
        block.write(0x86);
        block.write(4);
        text(block, path);
        block.write(1);
        text(block, "localhost");
        headers.forEach((name, value) -> {
            block.write(0);
            text(block, name);
            text(block, value);
        });
        frame(HEADERS, flags, streamId, block.toByteArray());
    }

    /** A string literal shorter than 127 bytes (RFC 7541, section 5.2). */
    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(US_ASCII));
    }

    private void frame(int type, int flags, int streamId, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(streamId)
                .put(payload);
        socket.getOutputStream().write(frame.array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
