package dev.parley.server.frontend.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.WritableHeaders;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Flag;
import io.helidon.http.http2.Http2FrameData;
import io.helidon.http.http2.Http2FrameHeader;
import io.helidon.http.http2.Http2FrameTypes;
import io.helidon.http.http2.Http2Headers;
import io.helidon.http.http2.Http2HuffmanDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The least of an HTTP/2 client with prior knowledge (RFC 9113): frames as they are, so that a test can reset one
 * stream, or send what no client would.
 */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int CANCEL = 8;
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int PREFIX_MOST = 127;

    private final Socket socket;
    /** Those that came last, whichever stream they are of: each changes what later ones mean. */
    private Http2Headers headersRead = Http2Headers.create(WritableHeaders.create());

    private boolean silent;
    private final DataInputStream in;
    private final Http2Headers.DynamicTable table = Http2Headers.DynamicTable.create(4096);
    private final Http2HuffmanDecoder huffman = Http2HuffmanDecoder.create();

    /** One frame of the server's. */
    public record Frame(int type, int flags, int streamId, byte[] payload) {
        public String text() {
            return new String(payload, US_ASCII);
        }
    }

    /**
     * How a stream ended: with a status, the code of its reset or of the connection's GOAWAY, or the connection's end.
     *
     * @param headers those of the answer and its trailers, a line each
     */
    public record Answer(String end, String headers, String body) {
        /** A header's value by its name in lower case; empty: there is none. */
        public String header(String name) {
            return headers.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    public RawHttp2(int port) throws IOException {
        this(port, PREFACE);
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** A connection that begins with this and not with the preface. */
    public RawHttp2(int port, String begin) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        send(begin.getBytes(US_ASCII));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** From now on settings are not acknowledged. */
    public void beSilent() {
        silent = true;
    }

    /** Reads until a stream has ended; acknowledges settings on the way. */
    public Answer answer(int streamId) throws IOException {
        String status = "";
        String headers = "";
        StringBuilder body = new StringBuilder();
        while (true) {
            Frame frame;
            try {
                frame = read();
            } catch (EOFException | SocketException e) {
                return new Answer("closed", headers, body.toString());
            }
            if (frame.type == GOAWAY) {
                return new Answer("GOAWAY " + code(frame, 4), headers, body.toString());
            }
            if (frame.streamId != streamId) {
                continue;
            }
            switch (frame.type) {
                case RST_STREAM -> {
                    return new Answer("reset " + code(frame, 0), headers, body.toString());
                }
                case HEADERS -> {
                    headers += text(headersRead);
                    status = status.isEmpty()
                            ? Integer.toString(headersRead.status().code())
                            : status;
                }
                case DATA -> body.append(frame.text());
                default -> {}
            }
            if ((frame.type == HEADERS || frame.type == DATA) && (frame.flags & END_STREAM) != 0) {
                return new Answer(status, headers, body.toString());
            }
        }
    }

    private static String text(Http2Headers headers) {
        StringBuilder text = new StringBuilder();
        headers.httpHeaders()
                .forEach(header -> text.append(header.headerName().lowerCase())
                        .append(": ")
                        .append(header.get())
                        .append('\n'));
        return text.toString();
    }

    private Http2Headers decoded(Frame frame) {
        Http2FrameHeader header = Http2FrameHeader.create(
                frame.payload.length,
                Http2FrameTypes.HEADERS,
                Http2Flag.HeaderFlags.create(frame.flags),
                frame.streamId);
        return Http2Headers.create(null, table, huffman, new Http2FrameData(header, BufferData.create(frame.payload)));
    }

    private static Http2ErrorCode code(Frame frame, int at) {
        return Http2ErrorCode.get(ByteBuffer.wrap(frame.payload).getInt(at));
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
        if (type == HEADERS) {
            headersRead = decoded(frame);
        }
        if (type == SETTINGS && (flags & ACK) == 0 && !silent) {
            frame(SETTINGS, ACK, 0, new byte[0]);
        }
        return frame;
    }

    /** Begins a stream. */
    public void headers(int streamId, int flags, String method, String path, Map<String, String> headers)
            throws IOException {
        frame(HEADERS, flags, streamId, block(method, path, headers));
    }

    /** A request's header block (RFC 7541). */
    public static byte[] block(String method, String path, Map<String, String> headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // Helidon takes pseudo-headers by their index in the static table alone (appendix A).
        switch (method) {
            case "GET" -> block.write(0x82);
            case "POST" -> block.write(0x83);
            default -> {
                block.write(2);
                text(block, method);
            }
        }
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
        return block.toByteArray();
    }

    /** A string literal (section 5.2). */
    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < PREFIX_MOST) {
            block.write(length);
        } else {
            block.write(PREFIX_MOST);
            for (length -= PREFIX_MOST; length >= 128; length >>= 7) {
                block.write(length & 0x7f | 0x80);
            }
            block.write(length);
        }
        block.writeBytes(text.getBytes(US_ASCII));
    }

    public void frame(int type, int flags, int streamId, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(streamId)
                .put(payload);
        send(frame.array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
