package dev.parley.server.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 client that sends any bytes, and as slowly as it is told to. */
final class RawHttp1 implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int GAP_MILLIS = 100;
    private static final int NOTHING = -2;

    private final Socket socket;
    private final InputStream in;

    /** A byte that was read already, or the end; {@link #NOTHING} if none was. */
    private int ahead = NOTHING;

    /** An answer with its body. */
    record Answer(int status, String head, String body) {
        boolean closes() {
            return head.toLowerCase(Locale.ROOT).contains("connection: close");
        }

        /** A header's value; empty: there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ':'))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    RawHttp1(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    RawHttp1 send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends what the other side still takes. */
    RawHttp1 send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // The other side has closed the connection: its answer may still be there.
        }
        return this;
    }

    /** Sends a byte at a time, until something comes back. */
    RawHttp1 trickle(String text) throws IOException {
        socket.setSoTimeout(GAP_MILLIS);
        for (byte one : text.getBytes(ISO_8859_1)) {
            send(new byte[] {one});
            if (isAnswered()) {
                break;
            }
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        return this;
    }

    private boolean isAnswered() throws IOException {
        try {
            ahead = in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            ahead = -1;
            return true;
        }
    }

    /** Sends nothing more, but still reads. */
    RawHttp1 halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next answer; null: the connection was closed instead. */
    @Nullable
    Answer answer() throws IOException {
        try {
            String head = head();
            if (head == null) {
                return null;
            }
            Answer bare = new Answer(Integer.parseInt(head.substring(9, 12)), head, "");
            String length = bare.header("content-length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Answer(bare.status(), head, new String(body, ISO_8859_1));
        } catch (SocketException e) {
            return null;
        }
    }

    /** All that comes until the other side ends the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** Whether the other side ends the connection now; blocks until it does or sends something. */
    boolean isClosed() throws IOException {
        try {
            return read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private @Nullable String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private int read() throws IOException {
        int next = ahead == NOTHING ? in.read() : ahead;
        ahead = NOTHING;
        return next;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
