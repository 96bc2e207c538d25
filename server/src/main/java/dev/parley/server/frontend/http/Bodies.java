package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.BodyRead;
import dev.parley.server.json.AllBytes;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Request bodies within a bound (COM-13). */
public final class Bodies {
    /** What is read of a body that is not wanted. */
    static final int LEFT_MOST = 4 << 20;

    private Bodies() {}

    /**
     * The whole body, which is to be JSON; blocks until it has come.
     *
     * @throws ChatException TOO_LARGE; a caller that waits to be asked for the body need not send it
     * @throws RequestException it is no HTTP (400), no JSON (415), or did not come in time (408): for Helidon to answer
     */
    public static byte[] read(ServerRequest request, int most) {
        BodyTypes.requireJson(request);
        return read(request, most, "; setting server.max-body-size");
    }

    /** A body of another type, within a bound that no setting changes. */
    public static byte[] readFixed(ServerRequest request, int most) {
        return read(request, most, "");
    }

    private static byte[] read(ServerRequest request, int most, String setting) {
        long announced = request.headers().contentLength().orElse(-1);
        boolean tooLarge = announced > most;
        if (tooLarge && request.headers().contains(HeaderNames.EXPECT)) {
            throw tooLarge(most, setting);
        }
        try (BodyRead read = BodyRead.begin(request)) {
            byte[] body = tooLarge ? null : readUpTo(request, announced, most);
            if (read.isLate()) {
                throw broken(request, Status.REQUEST_TIMEOUT_408, null);
            }
            if (body == null) {
                leave(request.content().inputStream());
                throw tooLarge(most, setting);
            }
            return body;
        } catch (RequestException e) {
            if (e.status().family() == Status.Family.SERVER_ERROR) {
                throw new CloseConnectionException("The stream was reset while its body came", e);
            }
            throw broken(request, e.status(), e);
        } catch (DataReader.InsufficientDataAvailableException | NumberFormatException e) {
            // It ended early, or Helidon found a chunk's size that is none.
            throw broken(request, Status.BAD_REQUEST_400, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body; null: it is larger. It is not closed, for then Helidon would wait for what is left of a broken one. */
    private static byte @Nullable [] readUpTo(ServerRequest request, long announced, int most) throws IOException {
        InputStream in = request.content().inputStream();
        byte[] body = AllBytes.of(in, announced, most);
        return body.length == most && in.read() >= 0 ? null : body;
    }

    /** Takes what the caller is sending: if the connection closed over it, the answer would be lost on its way. */
    private static void leave(InputStream in) throws IOException {
        byte[] waste = new byte[8192];
        int left = LEFT_MOST;
        for (int count = in.read(waste); count >= 0 && left > 0; count = in.read(waste)) {
            left -= count;
        }
    }

    /** A body that is no HTTP, or did not come in time. Nothing more can be read after it. */
    private static RequestException broken(ServerRequest request, Status status, @Nullable Exception cause) {
        RequestException.Builder broken = RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .request(DirectTransportRequest.create(request.prologue(), request.headers()))
                .status(status)
                .setKeepAlive(false)
                .message("The body could not be read");
        return (cause == null ? broken : broken.cause(cause)).build();
    }

    private static ChatException tooLarge(int most, String setting) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_TOO_LARGE,
                        Blame.REQUEST,
                        "request_too_large",
                        "The body is too large (expected: at most %d bytes%s).".formatted(most, setting))
                .build();
    }
}
